using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Tracing;

/// <summary>Makes attempts with a span around each.</summary>
internal sealed class TracedAttempts(Attempts attempts, AttemptSpans spans) : IAttempts
{
    public async Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken)
    {
        using var span = spans.Begin(attempt);
        try
        {
            return spans.End(span, attempt, await attempts.RunAsync(attempt, lane, cancellationToken));
        }
        catch (Exception exception)
        {
            AttemptSpans.Broke(span, exception);
            throw;
        }
    }
}
