using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Messages;

/// <summary>A message as the ledger has it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Spec">What the publisher asked for.</param>
/// <param name="Body">The body.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="Seq">Place in its queue; 0 when unordered.</param>
/// <param name="CreatedAt">When it was accepted.</param>
public sealed record StoredMessage(
    string Id,
    MessageSpec Spec,
    ReadOnlyMemory<byte> Body,
    MessageState State,
    int Attempts,
    long Seq,
    DateTimeOffset CreatedAt)
{
    /// <summary>Longer bodies are left out where messages are read, many at once, only to send their commands.</summary>
    internal const int CommandBody = 64 * 1024;

    /// <summary>Earliest next delivery; where nothing else is said, the first.</summary>
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.FromUnixTimeMilliseconds(Spec.DueAt(CreatedAt.ToUnixTimeMilliseconds()));

    /// <summary>The body was not read: it is long, and who attempts the message reads it from the ledger.</summary>
    public bool BodyLeftOut { get; init; }
}
