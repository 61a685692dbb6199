using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>Reads dead letters. They carry bodies: they are listed first, and read a few at a time.</summary>
public interface IDeadLetters
{
    /// <summary>Dead letters in order of their failure (unix milliseconds and id).</summary>
    Task<IReadOnlyList<Listed<(long FailedAt, string DlqId)>>> ListAsync(DlqQuery query, CancellationToken cancellationToken);

    /// <summary>Dead letters in the order they are named; those that are gone are left out.</summary>
    Task<IReadOnlyList<DeadLetter>> ReadAsync(IReadOnlyList<(long FailedAt, string DlqId)> entries, CancellationToken cancellationToken);

    /// <summary>One entry; <see langword="null"/> when unknown.</summary>
    Task<DeadLetter?> FindAsync(string dlqId, CancellationToken cancellationToken);
}
