using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Everything known of a workflow run: from the journal, the ledger, the API's logs and the endpoint.</summary>
/// <param name="Run">The ledger's record.</param>
/// <param name="Started">The client's request and its answer; null for an invoked run.</param>
/// <param name="Log">The run in the API; null when the API shows none, or several.</param>
/// <param name="Calls">Calls of the endpoint, ordered by start.</param>
/// <param name="Notifications">The events that were sent to it.</param>
internal sealed record WorkflowStory(
    LedgerRun Run, StartedRun? Started, LoggedRun? Log, IReadOnlyList<WorkflowCall> Calls, IReadOnlyList<Notification> Notifications)
{
    public WorkflowProgram Program { get; } = WorkflowProgram.Parse(Run.Path[(Run.Path.LastIndexOf('/') + 1)..]);

    /// <summary>The runs it has invoked, by its steps.</summary>
    public IReadOnlyList<LedgerRun> Children { get; init; } = [];

    public IEnumerable<WorkflowCall> Steps => Calls.Where(call => call.Kind == WorkflowCallKind.Step);

    public IEnumerable<Submission> Submissions => Calls.SelectMany(call => call.Submissions);

    /// <summary>
    /// When a client or the endpoint first knew the run had ended: its end or cancel was answered, another request for it was refused, or its failure was reported. Null if never.
    /// </summary>
    public TimeSpan? EndKnown => Submissions
        .Where(submission => submission.IsTooLate || (submission is { IsTaken: true, Kind: SubmissionKind.End or SubmissionKind.Cancel }))
        .Select(submission => submission.Answered)
        .Append(Started?.CancelAnswered)
        .Concat(Calls.Where(call => call.Kind == WorkflowCallKind.Failure).Select(call => (TimeSpan?)call.Start))
        .Min();

    public override string ToString() => Run.ToString();
}
