using System.Data.Common;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>A running transaction of one of the engines, as the rules of runs need it. Everything is committed together or not at all.</summary>
/// <remarks>Locks are taken in the order run rows by key, queues by name, messages by id, flow-control keys.</remarks>
internal interface IRunWork
{
    /// <summary>The connection, for SQL that both engines understand.</summary>
    DbConnection Connection { get; }

    /// <summary>What makes a select lock the rows it finds; nothing where there is one writer anyway.</summary>
    string ForUpdate { get; }

    /// <summary>Locks the living runs of these ids in the order of their keys, and finds which of these steps are there already, each with its message.</summary>
    Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps);

    /// <summary>Writes new entries, and what they have changed of their runs. This transaction reads none of it again.</summary>
    Task AppendAsync(IReadOnlyList<StepRow> rows, IReadOnlyCollection<HeldRun> runs);

    /// <summary>Accepts messages like any others.</summary>
    Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<AcceptItem> items);

    /// <summary>Settles an attempt like any other.</summary>
    Task<SettleOutcome> SettleAsync(SettleItem item);

    /// <summary>Cancels messages that are not final. Not for one that was accepted or settled in this transaction.</summary>
    Task<IReadOnlyList<CanceledMessage>> CancelAsync(IReadOnlyList<string> messageIds, DateTimeOffset now);

    /// <summary>Writes events for the bus with everything else; whoever asked for the work posts them when it is committed.</summary>
    void Tell(IReadOnlyList<OutboxEntry> events, DateTimeOffset now);

    /// <summary>The timeout of a waiter becomes due.</summary>
    Task PutDueAsync(string token, long dueAt);

    /// <summary>Timeouts that nobody waits for any longer.</summary>
    Task RemoveDueAsync(IReadOnlyList<string> tokens);
}
