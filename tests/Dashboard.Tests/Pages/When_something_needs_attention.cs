using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_something_needs_attention(Chromium chromium)
{
    [Fact]
    public async Task Skipped_and_paused_schedules_are_told_and_the_Apis_are_seen()
    {
        // Whatever is late at all is too late.
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings(("BusQStash__Schedules__MisfireGrace", "00:00:00")));
        using var schedule = new HttpRequestMessage(HttpMethod.Post, "v2/schedules/https://example.com/skipped");
        schedule.Headers.Add("Upstash-Cron", "* * * * * *");
        schedule.Headers.Add("Upstash-Schedule-Id", "skipped");
        (await server.Http.SendAsync(schedule, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode().Dispose();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        var attention = visit.Page.Locator(".attention");
        await Assertions.Expect(attention).ToContainTextAsync("The last firing of schedule skipped went wrong: firings from ");
        await Assertions.Expect(visit.Page.Locator(".tile").First).ToContainTextAsync("ApiWell 1 seen");

        using var paused = await server.Http.PatchAsync("v2/schedules/skipped/pause", null, TestContext.Current.CancellationToken);
        paused.EnsureSuccessStatusCode();
        await Assertions.Expect(attention).ToContainTextAsync("Schedule skipped is paused.");
        await attention.GetByRole(AriaRole.Link, new() { Name = "Look at skipped" }).ClickAsync();
        await Assertions.Expect(visit.Heading("skipped")).ToBeVisibleAsync();
    }
}
