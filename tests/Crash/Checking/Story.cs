using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>Everything that is known of a message a client published: from the journal, the ledger and the sink.</summary>
/// <param name="Publication">What the client wanted and was told.</param>
/// <param name="Message">What the ledger has; nothing when it was not accepted.</param>
/// <param name="Attempts">Its attempts in the order they started.</param>
/// <param name="Callbacks">What the ledger has of its callbacks.</param>
/// <param name="CallbackAttempts">What the sink saw of them.</param>
internal sealed record Story(
    Publication Publication,
    LedgerMessage? Message,
    IReadOnlyList<SinkAttempt> Attempts,
    IReadOnlyList<LedgerMessage> Callbacks,
    IReadOnlyList<SinkAttempt> CallbackAttempts)
{
    public bool IsAnswered => Publication.MessageId is not null;

    public override string ToString() => Message is null ? Publication.Path : $"{Message.Id} {Publication.Path} (seq {Message.Seq}, {Message.State})";
}
