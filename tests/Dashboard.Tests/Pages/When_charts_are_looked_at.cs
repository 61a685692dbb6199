using System.Text.Json;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>That sums stay the same over the seams of hours and days is shown of the ledger (<c>StatsContract</c>), where time can be moved.</summary>
public sealed class When_charts_are_looked_at(Chromium chromium)
{
    [Fact]
    public async Task Sums_are_what_was_sent_a_gap_is_one_the_table_says_the_same_and_a_kill_loses_little()
    {
        const int Sent = 12;
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings());
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        await server.SendAsync([.. Enumerable.Range(0, Sent).Select(_ => new { destination = hook.Url, queue = "charted" })]);
        await hook.WaitForEndedAsync(Sent);

        // Counted in memory, written every ten seconds, and once more as the process ends.
        await Eventually.TrueAsync(async () => await SumAsync(server, "delivered") == Sent, "what was delivered to be counted");
        Assert.Equal(Sent, await SumAsync(server, "accepted"));
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/charted");
        var chart = visit.Page.Locator("figure.chart").Filter(new() { HasText = "Accepted, delivered, failed" });
        await chart.GetByText("As a table").ClickAsync();
        var cells = chart.Locator("tbody tr");
        await Assertions.Expect(cells.Filter(new() { HasNotText = "–" })).Not.ToHaveCountAsync(0);
        var shown = await cells.EvaluateAllAsync<string[][]>("rows => rows.map((row) => [...row.querySelectorAll('td.num')].map((cell) => cell.textContent))");
        Assert.Equal((Sent, Sent), (Sum(shown, 0), Sum(shown, 1)));

        // Nobody counted an hour ago: that is no zero.
        Assert.All(shown[0], cell => Assert.Equal("–", cell));
        await Assertions.Expect(visit.Page.Locator("figure.chart canvas")).ToHaveCountAsync(3);

        await server.SendAsync([.. Enumerable.Range(0, 3).Select(_ => new { destination = hook.Url, queue = "charted" })]);
        await server.KillAsync();
        await server.StartAsync();
        Assert.InRange(await SumAsync(server, "accepted"), Sent, Sent + 3);
    }

    [Fact]
    public async Task A_host_that_fails_stands_on_the_overview_with_its_last_status_and_one_that_does_not_fail_does_not()
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings());
        await using var well = await Destination.StartAsync();
        await using var busy = await Destination.StartAsync();
        await server.SendAsync(new { destination = well.AddHook().Url });
        await server.FailAsync(busy.AddHook(Answer.Status(503)).Url);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        var hosts = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Failing hosts" }).Locator("tr[data-row]");
        await Assertions.Expect(hosts).ToHaveCountAsync(1);
        await Assertions.Expect(hosts).ToContainTextAsync("503");
    }

    private static int Sum(string[][] rows, int column) => rows.Select(row => row[column]).Where(cell => cell != "–").Sum(cell => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<int> SumAsync(BusQStashProcess server, string column)
    {
        var stats = await server.ReadAsync("busqstash/stats?series=queue:charted");
        return stats.GetProperty(column).EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Sum(value => value.GetInt32());
    }
}
