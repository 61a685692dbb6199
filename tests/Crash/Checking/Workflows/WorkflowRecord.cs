using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>All logs of the workflow runs.</summary>
internal sealed class WorkflowRecord
{
    public static readonly WorkflowRecord Empty = new([], new SinkRecord([], [], []), [], new Dictionary<long, LoggedRun>());

    public WorkflowRecord(
        IEnumerable<StartedRun> started, SinkRecord sink, IReadOnlyList<LedgerRun> runs, IReadOnlyDictionary<long, LoggedRun> logged)
    {
        Started = [.. started];
        Runs = runs;
        var byId = Started.ToDictionary(run => run.RunId, StringComparer.Ordinal);
        var calls = sink.Calls.ToLookup(call => call.RunId);
        var notifications = sink.Notifications.ToLookup(notification => notification.RunId);
        var children = runs.Where(run => run.InvokerKey is not null).ToLookup(run => run.InvokerKey!.Value);
        Stories =
        [
            .. runs.Select(run => new WorkflowStory(
                run, byId.GetValueOrDefault(run.Id), logged.GetValueOrDefault(run.Key), [.. calls[run.Id]], [.. notifications[run.Id]])
            {
                Children = [.. children[run.Key]],
            }),
        ];
    }

    public IReadOnlyList<StartedRun> Started { get; }

    public IReadOnlyList<LedgerRun> Runs { get; }

    /// <summary>One for each run in the ledger.</summary>
    public IReadOnlyList<WorkflowStory> Stories { get; }
}
