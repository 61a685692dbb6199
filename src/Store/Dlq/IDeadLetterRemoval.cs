namespace BusQStash.Store.Dlq;

/// <summary>Takes entries out of the dead letter queue. Their messages stay in the logs and are forgotten like every other finished message.</summary>
public interface IDeadLetterRemoval
{
    /// <summary>Removes entries; returns how many were there. Unknown ids are ignored.</summary>
    Task<int> RemoveAsync(IReadOnlyCollection<string> dlqIds, CancellationToken cancellationToken);

    /// <summary>Those of the ids that are there.</summary>
    Task<IReadOnlyList<string>> FindKnownAsync(IReadOnlyCollection<string> dlqIds, CancellationToken cancellationToken);
}
