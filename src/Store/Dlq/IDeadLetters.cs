namespace BusQStash.Store.Dlq;

/// <summary>Reads dead letters.</summary>
public interface IDeadLetters
{
    /// <summary>Dead letters in order of their failure.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(DlqQuery query, CancellationToken cancellationToken);

    /// <summary>One entry; <see langword="null"/> when unknown.</summary>
    Task<DeadLetter?> FindAsync(string dlqId, CancellationToken cancellationToken);
}
