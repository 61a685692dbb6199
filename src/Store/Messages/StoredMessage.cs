using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Messages;

/// <summary>A message as stored in the ledger.</summary>
/// <param name="Id">The id.</param>
/// <param name="Spec">What the publisher requested.</param>
/// <param name="Body">The body.</param>
/// <param name="State">Its state.</param>
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
    /// <summary>Bodies longer than this many bytes are read only when they are delivered: not to send a command, and not ahead of an attempt.</summary>
    public const int LongBody = 64 * 1024;

    /// <summary>Earliest next delivery; by default that of the first attempt.</summary>
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.FromUnixTimeMilliseconds(Spec.DueAt(CreatedAt.ToUnixTimeMilliseconds()));

    /// <summary>The body was not read because it is long; the worker that attempts the message reads it from the ledger.</summary>
    public bool BodyLeftOut { get; init; }
}
