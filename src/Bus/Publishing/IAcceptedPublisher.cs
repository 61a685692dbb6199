using BusQStash.Store.Messages;

namespace BusQStash.Bus.Publishing;

/// <summary>Sends the commands of accepted messages to the broker.</summary>
public interface IAcceptedPublisher
{
    /// <summary>
    /// Sends one command per message that is due at once or ordered, and announces every message that is new. Duplicates are skipped. Returns
    /// when all are confirmed, or when the time limit for that has passed: the ledger has them, so trouble with the broker is not the
    /// caller's, and is never thrown. What could not be confirmed is published again later.
    /// </summary>
    Task PublishAsync(IReadOnlyList<AcceptOutcome> outcomes, CancellationToken cancellationToken);
}
