using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Queues;

/// <summary>Adds throughput rates to queues.</summary>
internal sealed class QueueRates(IStats stats, TimeProvider time, IOptions<StatsOptions> options)
{
    private const int Minutes = 30;

    /// <summary>Returns the same queues, of the same types, with their rates.</summary>
    internal async Task<IReadOnlyList<QueueRow>> AddAsync(IReadOnlyList<QueueRow> queues, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled || queues.Count == 0)
        {
            return queues;
        }

        // The current minute is incomplete, so the previous one gives the rate.
        var last = StatSteps.Floor(time.GetUtcNow().ToUnixTimeMilliseconds(), StatStep.Minute) - StatSteps.LengthOf(StatStep.Minute);
        var first = last - ((Minutes - 1) * StatSteps.LengthOf(StatStep.Minute));
        var rows = (await stats.ReadMinutesAsync([.. queues.Select(queue => StatNames.OfQueue(queue.Name))], first, cancellationToken))
            .ToLookup(row => row.Series, StringComparer.Ordinal);
        return
        [
            .. queues.Select(queue =>
            {
                var ended = rows[StatNames.OfQueue(queue.Name)].ToDictionary(row => row.At, row => Ended(row.Cell));
                List<long?> sparkline = [.. Enumerable.Range(0, Minutes)
                    .Select(i => ended.TryGetValue(first + (i * StatSteps.LengthOf(StatStep.Minute)), out var count) ? count : (long?)null)];
                return ended.Count == 0 ? queue : queue.WithRates(sparkline[^1] ?? 0, sparkline);
            }),
        ];
    }

    private static long Ended(StatCell cell) => cell[StatField.Delivered] + cell[StatField.Failed] + cell[StatField.Canceled];
}
