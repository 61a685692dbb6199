using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>Reads dead letters. They carry bodies, so ids and sizes are listed first, and the entries are then read a few at a time.</summary>
public interface IDeadLetters
{
    /// <summary>Dead letters in the order of their failure (unix milliseconds and id).</summary>
    Task<IReadOnlyList<Listed<(long FailedAt, string DlqId)>>> ListAsync(DlqQuery query, CancellationToken cancellationToken);

    /// <summary>Dead letters in the order of their keys; those deleted since are left out.</summary>
    Task<IReadOnlyList<DeadLetter>> ReadAsync(IReadOnlyList<(long FailedAt, string DlqId)> entries, CancellationToken cancellationToken);

    /// <summary>One entry; <see langword="null"/> when unknown.</summary>
    Task<DeadLetter?> FindAsync(string dlqId, CancellationToken cancellationToken);
}
