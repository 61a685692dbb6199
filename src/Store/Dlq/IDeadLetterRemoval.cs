namespace BusQStash.Store.Dlq;

/// <summary>Removes entries from the dead letter queue. Their messages stay in the logs until the retention of finished messages deletes them.</summary>
public interface IDeadLetterRemoval
{
    /// <summary>Removes entries; returns how many existed. Unknown ids are ignored.</summary>
    Task<int> RemoveAsync(IReadOnlyCollection<string> dlqIds, CancellationToken cancellationToken);

    /// <summary>The ids among these that exist.</summary>
    Task<IReadOnlyList<string>> FindKnownAsync(IReadOnlyCollection<string> dlqIds, CancellationToken cancellationToken);
}
