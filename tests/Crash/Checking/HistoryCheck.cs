using BusQStash.Store.Messages;

namespace BusQStash.Crash.Checking;

/// <summary>I3 and I5 in the ledger's history: each attempt recorded once, one end for each message, a dead letter for each failed one.</summary>
internal sealed class HistoryCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => run.Messages
        .Where(message => message.Ends != (message.IsFinal ? 1 : 0)
            || message.ActiveEvents != message.Attempts
            || message.DeadLetters != (message.State == MessageState.Failed ? 1 : 0))
        .Select(message => new Finding(
            FindingKind.WrongHistory,
            message.FinishedAt ?? message.NotBefore,
            $"{message.Id} {message.Path} is {message.State} after {message.Attempts} attempts; its history has {message.ActiveEvents} attempts, {message.Ends} ends, {message.DeadLetters} dead letters"));
}
