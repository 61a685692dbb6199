using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Store.Tests.Stats;

public sealed class StatCountersTests
{
    [Fact]
    public void So_many_queues_and_hosts_are_told_apart_and_the_rest_is_one()
    {
        var counters = new StatCounters(Options.Create(new StatsOptions()));
        for (var i = 0; i < 300; i++)
        {
            counters.CountAttempt($"q{i}", $"h{i}", StatField.AttemptDelivered, StatField.Delivered, TimeSpan.Zero, null);
        }

        var names = counters.Series.Select(series => series.Name).ToList();
        Assert.Equal((201, 51), (names.Count(name => name.StartsWith("queue:", StringComparison.Ordinal)), names.Count(name => name.StartsWith("host:", StringComparison.Ordinal))));
        Assert.Contains(StatNames.OfQueue(StatNames.Other), names);
    }

    [Fact]
    public void Switched_off_it_counts_nothing()
    {
        var counters = new StatCounters(Options.Create(new StatsOptions { Enabled = false }));
        counters.Count(StatField.Accepted, "q");
        counters.CountAttempt("q", "h", StatField.AttemptDelivered, StatField.Delivered, TimeSpan.Zero, null);

        var (name, series) = Assert.Single(counters.Series);
        Assert.Equal((StatNames.All, false), (name, series.HasNews(new long[StatCell.Counted])));
    }
}
