using BusQStash.Store.Stats;
using BusQStash.Store.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Store.Tests.Stats;

public abstract class StatsContract(IStoreHarness harness) : StoreContract(harness)
{
    // A full day, so that no seam lies in the way of those who do not want one.
    private static readonly long Start = StatSteps.Floor(Noon.ToUnixTimeMilliseconds(), StatStep.Day);
    private const long Minute = 60_000, Hour = 3_600_000, Day = 86_400_000;

    private IStats Stats => Get<IStats>();

    [Fact]
    public async Task Writing_twice_counts_once_and_gauges_stand_beside_counts()
    {
        await Stats.WriteAsync([Row("all", Start, 3)], None);
        await Stats.WriteAsync([Row("all", Start, 5), Row("queue:q", Start, 2)], None);
        await Stats.WriteGaugesAsync([Gauge("all", Start, 9)], None);

        var row = Assert.Single(await Stats.ReadAsync("all", StatStep.Minute, Start, Start + Minute, None));
        Assert.Equal((Start, 5L, 9L), (row.At, row.Cell[StatField.Delivered], row.Cell[StatGauge.Unfinished]!.Value));
        Assert.Equal(2, Assert.Single(await Stats.ReadMinutesAsync(["queue:q", "queue:none"], Start, None)).Cell[StatField.Delivered]);
        Assert.Equal(["queue:q"], (await Stats.SumAsync("queue:", Start, None)).Keys);
        Assert.Empty(await Stats.SumAsync("queue:", Start + 1, None));
    }

    [Fact]
    public async Task Folding_changes_no_sum_over_hour_and_day_seams_and_twice_is_once()
    {
        var times = new[] { Start - Minute, Start, Start + Minute, Start + Hour - Minute, Start + Hour, Start + Day - Minute, Start + Day };
        await Stats.WriteAsync([.. times.Select(at => Row("all", at, 1))], None);
        await Stats.WriteGaugesAsync([.. times.Select(at => Gauge("all", at, 4))], None);
        var kept = new StatsOptions { Minutes = TimeSpan.FromHours(1), Hours = TimeSpan.FromDays(1), Days = TimeSpan.FromDays(10) };
        foreach (var now in new[] { Start + (10 * Minute), Start + Day + (2 * Hour), Start + (3 * Day), Start + (3 * Day) })
        {
            Assert.Equal([1, 5, 1], await SumsAsync(StatStep.Day));
            while (await Stats.FoldAsync(DateTimeOffset.FromUnixTimeMilliseconds(now), kept, 2, None) > 0)
            {
            }
        }

        Assert.Equal([1, 5, 1], await SumsAsync(StatStep.Day));
        Assert.Empty(await Stats.ReadAsync("all", StatStep.Minute, Start - Day, Start + (2 * Day), None));
        Assert.All(await Stats.ReadAsync("all", StatStep.Day, Start - Day, Start + (2 * Day), None), row => Assert.Equal(4, row.Cell[StatGauge.Unfinished]));
        await Stats.FoldAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start + (20 * Day)), kept, 100, None);
        Assert.Empty(await SumsAsync(StatStep.Day));
    }

    [Fact]
    public async Task Hours_are_told_before_their_minutes_are_folded()
    {
        await Stats.WriteAsync([Row("all", Start, 1), Row("all", Start + Minute, 1), Row("all", Start + Hour, 1)], None);
        Assert.Equal([2, 1], await SumsAsync(StatStep.Hour));
    }

    [Fact]
    public async Task A_flush_writes_what_was_counted_since_and_a_repeated_one_nothing()
    {
        var options = Options.Create(new StatsOptions());
        var counters = new StatCounters(options);
        using var flush = new StatFlush(counters, Stats, TimeProvider.System, options, NullLogger<StatFlush>.Instance);
        counters.Count(StatField.Accepted, "q", 3);
        counters.CountAttempt("q", "a.example", StatField.AttemptTimeout, StatField.Retried, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(2));
        await flush.FlushAsync(Start + 1, None);
        counters.Count(StatField.Accepted, null);
        await flush.FlushAsync(Start + 2, None);
        await flush.FlushAsync(Start + Minute, None);

        var all = Assert.Single(await Stats.ReadAsync("all", StatStep.Minute, Start, Start + (2 * Minute), None)).Cell;
        Assert.Equal((4L, 1L, 1L, 0L), (all[StatField.Accepted], all[StatField.AttemptTimeout], all[StatField.Retried], all[StatField.Delivered]));
        Assert.Equal((1L, 1L), (all.AttemptDurations.ToArray().Sum(), all.WaitDurations[0]));
        Assert.Equal(3, Assert.Single(await Stats.ReadAsync("queue:q", StatStep.Minute, Start, Start, None)).Cell[StatField.Accepted]);
        Assert.Equal(1, Assert.Single(await Stats.ReadAsync("host:a.example", StatStep.Minute, Start, Start, None)).Cell[StatField.AttemptTimeout]);
    }

    private async Task<IEnumerable<long>> SumsAsync(StatStep step) =>
        (await Stats.ReadAsync("all", step, Start - Day, Start + (2 * Day), None)).Select(row => row.Cell[StatField.Delivered]);

    private static StatRow Row(string series, long at, int delivered)
    {
        var cell = new StatCell();
        cell.Add(StatCell.PlaceOf(StatField.Delivered), delivered);
        return new StatRow(series, at, cell);
    }

    private static StatRow Gauge(string series, long at, long unfinished)
    {
        var cell = new StatCell();
        cell.Set(StatGauge.Unfinished, unfinished);
        return new StatRow(series, at, cell);
    }
}
