using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>Everything known of a published message: from the journal, the ledger and the sink.</summary>
/// <param name="Publication">The client's request and its answer.</param>
/// <param name="Message">The ledger's record; null when the message was not accepted.</param>
/// <param name="Attempts">Its attempts, ordered by start.</param>
/// <param name="Callbacks">The ledger's records of its callbacks.</param>
/// <param name="CallbackAttempts">The sink's records of its callbacks.</param>
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
