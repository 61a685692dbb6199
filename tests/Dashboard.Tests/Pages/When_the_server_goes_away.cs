using System.Text.Json.Nodes;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_server_goes_away(Chromium chromium, EmbeddedServer embedded)
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

    [Fact]
    public async Task Answers_that_take_long_are_waited_for_and_the_page_says_how_old_it_is()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.Page.Clock.InstallAsync();
        await visit.Page.ReloadAsync();
        await visit.Button("Use the development token").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Needs attention")).ToBeVisibleAsync();

        // From now on nothing is answered, until the test says so.
        var answers = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/dashboard/api/**", async route =>
        {
            await answers.Task;
            await route.ContinueAsync();
        });
        await visit.Page.Clock.RunForAsync(25_000);
        var banner = visit.Page.GetByText("The server takes long to answer.");
        await Assertions.Expect(banner).ToBeVisibleAsync();
        await Assertions.Expect(banner).ToContainTextAsync("s old; its answer is waited for.");
        await Assertions.Expect(visit.Page.GetByText("Needs attention")).ToBeVisibleAsync();

        answers.SetResult();
        await Assertions.Expect(banner).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_server_of_another_version_is_told_and_loads_the_page_again()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.Page.RouteAsync("**/dashboard/api/session", async route =>
        {
            var answer = await route.FetchAsync();
            var session = JsonNode.Parse(await answer.TextAsync())!;
            session["assets"] = "0123456789abcdef";
            await route.FulfillAsync(new() { Response = answer, Body = session.ToJsonString() });
        });
        await visit.Button("Use the development token").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("The server was updated.")).ToBeVisibleAsync();
        await visit.Page.UnrouteAsync("**/dashboard/api/session");
        await visit.Button("Load the page again").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Needs attention")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("The server was updated.")).ToHaveCountAsync(0);
    }
}
