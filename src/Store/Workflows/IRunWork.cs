using System.Data.Common;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Store.Workflows;

/// <summary>A transaction in progress on one of the engines, as the workflow rules use it. All its changes are committed together or not at all.</summary>
/// <remarks>Lock order: run rows by key, queues by name, messages by id, flow-control keys.</remarks>
internal interface IRunWork
{
    /// <summary>The connection, for SQL common to both engines.</summary>
    DbConnection Connection { get; }

    /// <summary>SQL suffix that makes a select lock its rows; empty on the engine with a single writer.</summary>
    string ForUpdate { get; }

    /// <summary>Locks the living runs with these ids in the order of their keys, and finds which of these steps already exist, each with its message id.</summary>
    Task<(List<HeldRun> Runs, Dictionary<StepKey, string> Known)> LockAliveAsync(IReadOnlyList<string> runIds, IReadOnlyList<RunSubmission.Step> steps);

    /// <summary>Writes new entries and the changed rows of their runs. This transaction does not read them again.</summary>
    Task AppendAsync(IReadOnlyList<StepRow> rows, IReadOnlyCollection<HeldRun> runs);

    /// <summary>Accepts messages like any other messages.</summary>
    Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<AcceptItem> items);

    /// <summary>Settles an attempt like any other attempt.</summary>
    Task<SettleOutcome> SettleAsync(SettleItem item);

    /// <summary>Cancels messages that are not final. Not for a message accepted or settled in this transaction.</summary>
    Task<IReadOnlyList<CanceledMessage>> CancelAsync(IReadOnlyList<string> messageIds, DateTimeOffset now);

    /// <summary>Writes events for the bus in the same transaction; the caller publishes them after the commit.</summary>
    void Tell(IReadOnlyList<OutboxEntry> events, DateTimeOffset now);

    /// <summary>Writes the due row of a waiter's timeout.</summary>
    Task PutDueAsync(string token, long dueAt);

    /// <summary>Removes the due rows of timeouts that no waiter needs any longer.</summary>
    Task RemoveDueAsync(IReadOnlyList<string> tokens);
}
