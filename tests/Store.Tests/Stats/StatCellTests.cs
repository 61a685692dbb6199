using BusQStash.Store.Stats;
using CsCheck;
using Xunit;

namespace BusQStash.Store.Tests.Stats;

public sealed class StatCellTests
{
    [Fact]
    public void A_stored_cell_is_read_as_it_was() => Gen.Long[0, long.MaxValue / 4].Array[StatCell.Counted].Sample(counts =>
    {
        var cell = new StatCell();
        for (var i = 0; i < counts.Length; i++)
        {
            cell.Add(i, counts[i]);
        }

        cell.Set(StatGauge.Lag, counts[0]);
        var read = StatCell.Read(cell.Write());
        Assert.Equal(Enum.GetValues<StatField>().Select(field => cell[field]), Enum.GetValues<StatField>().Select(field => read[field]));
        Assert.Equal(cell.AttemptDurations.ToArray(), read.AttemptDurations.ToArray());
        Assert.Equal(cell.WaitDurations.ToArray(), read.WaitDurations.ToArray());
        Assert.Equal(counts[0], read[StatGauge.Lag]);
        Assert.Null(read[StatGauge.DeadLetters]);
    });

    [Fact]
    public void Counters_are_added_and_of_gauges_the_greater_is_kept()
    {
        var one = new StatCell();
        one.Add(StatCell.PlaceOf(StatField.Accepted), 2);
        one.Set(StatGauge.Lag, 0);
        var other = new StatCell();
        other.Add(StatCell.PlaceOf(StatField.Accepted), 3);
        other.Set(StatGauge.Lag, 7);
        one.Add(other);

        Assert.Equal((5L, 7L, (long?)null), (one[StatField.Accepted], one[StatGauge.Lag]!.Value, one[StatGauge.OldestMs]));
        Assert.InRange(one.Write().Length, 1, 60);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(5.001, 1)]
    [InlineData(900_000, 15)]
    [InlineData(double.MaxValue, 15)]
    public void Durations_fall_into_sixteen_buckets(double milliseconds, int bucket) => Assert.Equal(bucket, StatBuckets.Of(milliseconds));

    [Fact]
    public void Quantiles_lie_in_the_bucket_that_reaches_them()
    {
        Assert.Null(StatBuckets.Quantile(new long[StatBuckets.Count], 0.5));
        var counts = new long[StatBuckets.Count];
        counts[0] = 90;
        counts[15] = 10;
        Assert.InRange(StatBuckets.Quantile(counts, 0.5)!.Value, 2.5, 3);
        Assert.InRange(StatBuckets.Quantile(counts, 0.99)!.Value, 400_000, 900_000);
    }

    [Theory]
    [InlineData(3_600_000, StatStep.Minute)]
    [InlineData(86_400_000, StatStep.Hour)]
    [InlineData(30 * 86_400_000L, StatStep.Day)]
    public void The_finest_step_has_at_most_so_many_points(long span, StatStep step) => Assert.Equal(step, StatSteps.FinestFor(span, 500));
}
