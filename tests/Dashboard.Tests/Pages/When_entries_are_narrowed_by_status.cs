using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_entries_are_narrowed_by_status(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task Messages_and_logs_say_which_statuses_there_are_and_a_click_shows_those()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        await server.FailAsync(destination.AddHook(Answer.Status(418)).Url, label: "by-status");
        await server.FailAsync("http://127.0.0.1:1/nobody", label: "by-status");
        await server.SendAsync(new { destination = destination.AddHook().Url, headers = new Dictionary<string, string> { ["Upstash-Label"] = "by-status" } });
        await server.LoggedAsync("label=by-status&state=DELIVERED", 1);

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "messages?show=finished&label=by-status");
        var values = visit.Page.Locator(".facets > div", new() { HasText = "Status" }).Locator("li");
        await Assertions.Expect(values).ToHaveTextAsync(["no answer1", "2001", "4181"]);
        await values.GetByText("418").ClickAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Rows()).ToContainTextAsync("418");

        await visit.GoAsync("logs?label=by-status&responseStatus=0");
        await Assertions.Expect(visit.Page.Locator(".chips")).ToContainTextAsync("Status no answer");
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(2);
        await visit.Button("Remove Status 0").ClickAsync();
        await Assertions.Expect(values).ToHaveTextAsync(["no answer2", "4182", "2001"]);
    }
}
