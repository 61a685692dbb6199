using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Everything that is known of a workflow run: from the journal, the ledger, the API's logs and the endpoint.</summary>
/// <param name="Run">What the ledger has.</param>
/// <param name="Started">What the client wanted and was told; nothing of a run that was invoked.</param>
/// <param name="Log">What the API shows; nothing when it shows no such run, or several.</param>
/// <param name="Calls">Calls of the endpoint, in the order they started.</param>
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
    /// When somebody first knew that the run had ended: its end or cancel was answered, something else was refused for it, or its failure was told. Nothing when nobody ever did.
    /// </summary>
    public TimeSpan? EndKnown => Submissions
        .Where(submission => submission.IsTooLate || (submission is { IsTaken: true, Kind: SubmissionKind.End or SubmissionKind.Cancel }))
        .Select(submission => submission.Answered)
        .Append(Started?.CancelAnswered)
        .Concat(Calls.Where(call => call.Kind == WorkflowCallKind.Failure).Select(call => (TimeSpan?)call.Start))
        .Min();

    public override string ToString() => Run.ToString();
}
