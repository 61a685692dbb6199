using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Api.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Dlq;

/// <summary>
/// Finds the message a dead letter was retried as. Nothing records it: the new id is derived from the dead letter's and the failed message's, so each message that failed at the
/// dead letter's time is tried, which are few. A failed message alone does not lead to its dead letter's id once that is removed.
/// </summary>
internal sealed class DeadLetterSuccessors(IMessageViews messages, IInstanceDetails instances)
{
    internal async Task<DeadLetterSuccessor?> FindAsync(string dlqId, CancellationToken cancellationToken)
    {
        if (Filters.Pair(dlqId) is not { Left: var failedAt })
        {
            return null;
        }

        var failed = await messages.ListFailedAtAsync(failedAt, cancellationToken);
        var originals = failed.ToDictionary(id => MessageIds.Derived(dlqId, id), StringComparer.Ordinal);
        if (await messages.FindAsync([.. originals.Keys], cancellationToken) is not [var found, ..])
        {
            return null;
        }

        var state = MessageRow.Of(found, await instances.ListAsync(cancellationToken)).State;
        return new DeadLetterSuccessor(originals[found.Id], new RelatedMessage(found.Id, state, found.Url, null));
    }
}
