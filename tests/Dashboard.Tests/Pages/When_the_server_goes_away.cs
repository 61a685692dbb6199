using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_server_goes_away(Chromium chromium)
{
    [Fact]
    public async Task The_frame_stays_says_so_and_goes_on_by_itself()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs");
        await Assertions.Expect(visit.Page.GetByText("Nothing happened yet.")).ToBeVisibleAsync();
        await visit.GoAsync("dead-letters");
        await Assertions.Expect(visit.Page.GetByText("No dead letters.")).ToBeVisibleAsync();
        await visit.GoAsync("logs");
        await Assertions.Expect(visit.Page.GetByText("Nothing happened yet.")).ToBeVisibleAsync();
        await server.KillAsync();
        await visit.GoAsync("dead-letters");
        await Assertions.Expect(visit.Page.GetByText("The server does not answer.").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
        await server.StartAsync();
        await Assertions.Expect(visit.Page.GetByText("No dead letters.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("The server does not answer.")).ToHaveCountAsync(0);
    }
}
