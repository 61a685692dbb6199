using BusQStash.Store.Stats;

namespace BusQStash.Api.Stats;

/// <summary>Turns counted cells into columns, with null where nothing was counted. Pure.</summary>
internal static class StatsColumns
{
    internal static StatsResource Of(string series, StatStep step, long from, long to, IReadOnlyList<StatRow> rows)
    {
        var cells = rows.ToDictionary(row => row.At, row => row.Cell);
        List<long> at = [];
        for (var time = StatSteps.Floor(from, step); time <= to; time += StatSteps.LengthOf(step))
        {
            at.Add(time);
        }

        List<StatCell?> column = [.. at.Select(time => cells.GetValueOrDefault(time))];
        return new StatsResource
        {
            Series = series,
            Step = step.ToString().ToLowerInvariant(),
            From = from,
            To = to,
            At = at,
            Accepted = Counts(StatField.Accepted),
            Deduplicated = Counts(StatField.Deduplicated),
            Rejected = Counts(StatField.Rejected),
            Delivered = Counts(StatField.Delivered),
            Failed = Counts(StatField.Failed),
            Canceled = Counts(StatField.Canceled),
            Retried = Counts(StatField.Retried),
            Attempts = new StatsAttempts(
                Counts(StatField.AttemptDelivered),
                Counts(StatField.AttemptRejected),
                Counts(StatField.AttemptNotRetryable),
                Counts(StatField.AttemptTimeout),
                Counts(StatField.AttemptDenied),
                Counts(StatField.AttemptUnreachable)),
            AttemptMs = Quantiles(static (cell, share) => StatBuckets.Quantile(cell.AttemptDurations, share)),
            WaitMs = Quantiles(static (cell, share) => StatBuckets.Quantile(cell.WaitDurations, share)),
            Lag = Gauges(StatGauge.Lag),
            OldestMs = Gauges(StatGauge.OldestMs),
            Unfinished = Gauges(StatGauge.Unfinished),
            DeadLetters = Gauges(StatGauge.DeadLetters),
        };

        List<long?> Counts(StatField field) => column.ConvertAll(cell => cell?[field]);

        List<long?> Gauges(StatGauge gauge) => column.ConvertAll(cell => cell?[gauge]);

        StatsQuantiles Quantiles(Func<StatCell, double, double?> of) => new(
            column.ConvertAll(cell => cell is null ? null : Rounded(of(cell, 0.5))),
            column.ConvertAll(cell => cell is null ? null : Rounded(of(cell, 0.95))),
            column.ConvertAll(cell => cell is null ? null : Rounded(of(cell, 0.99))));
    }

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 1) : null;
}
