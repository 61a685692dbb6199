using BusQStash.Crash.Sink;
using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>Each step has one result, the first accepted of those the endpoint submitted, and the run returned what its list contains (workflow invariants 1, 2, 9).</summary>
internal sealed class ResultCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => run.Workflows.Stories.SelectMany(story =>
        FindList(story).Concat(FindEntries(story)).Concat(FindAnswers(story)).Concat(FindAfterEnd(story)));

    private static IEnumerable<Finding> FindList(WorkflowStory story)
    {
        var run = story.Run;
        var list = run.List.Skip(1).Select(entry => (entry.StepId, entry.TargetStep)).ToList();
        var wanted = story.Program.Blocks.SelectMany(Keys).ToHashSet();
        var isWhole = run.State == RunState.Succeeded ? wanted.SetEquals(list) : wanted.IsSupersetOf(list);
        var isShown = run.State != RunState.Succeeded || story.Log is null || story.Log.Results.Order().SequenceEqual(story.Program.Steps.Select(step => step.Id));
        if (!isWhole || list.Distinct().Count() < list.Count || run.List.DistinctBy(entry => entry.Position).Count() < run.List.Count || !isShown)
        {
            yield return new Finding(
                FindingKind.WrongResult,
                run.CompletedAt ?? TimeSpan.Zero,
                $"run {story} has the entries {string.Join(' ', run.List.Select(entry => $"{entry.Position}:{entry.StepId}/{entry.TargetStep}"))} and is shown with {string.Join(' ', story.Log?.Results ?? [])}");
        }

        if (run.State == RunState.Succeeded)
        {
            var value = WorkflowAnswer.ValueOf(run.List.Skip(1).Select(entry => ListEntry.Read(entry.MessageId, entry.Body, isPayload: false)));
            if (value != run.Response)
            {
                yield return new Finding(FindingKind.WrongResult, run.CompletedAt!.Value, $"run {story} returned {run.Response}; by its list it is {value}");
            }
        }
    }

    private static IEnumerable<(int StepId, int TargetStep)> Keys(ProgramBlock block) =>
        block.Steps.SelectMany(step => block.IsParallel ? new[] { (0, step.Id), (step.Id, 0) } : [(step.Id, 0)]);

    /// <summary>Every entry of the list was submitted. Other checks cover the entries the server creates.</summary>
    private static IEnumerable<Finding> FindEntries(WorkflowStory story)
    {
        var sent = story.Submissions.Where(submission => submission.Kind == SubmissionKind.Step).ToLookup(submission => (submission.StepId, submission.TargetStep));
        return story.Run.List.Skip(1)
            .Where(entry => story.Program.Find(entry.StepId) is not { IsAppendedByServer: true })
            .Where(entry => !sent[(entry.StepId, entry.TargetStep)].Any(submission => submission.Body == entry.Body))
            .Select(entry => new Finding(FindingKind.WrongResult, entry.CreatedAt, $"run {story} has {entry.Body}, which its endpoint never gave"));
    }

    /// <summary>Every submission was answered with the message of the stored one, and only that one was acknowledged as the first.</summary>
    private static IEnumerable<Finding> FindAnswers(WorkflowStory story)
    {
        foreach (var same in story.Submissions.Where(submission => submission is { IsTaken: true, MessageId: not "" })
            .GroupBy(submission => (submission.Kind, submission.StepId, submission.TargetStep)))
        {
            var stored = story.Run.Find(KindOf(same.Key.Kind), same.Key.StepId, same.Key.TargetStep);
            var first = same.Where(submission => !submission.IsRepeat).ToList();
            var isStored = stored is not null && same.All(submission => submission.MessageId == stored.MessageId);
            var isFirst = first.Count == 0 || same.Key.Kind != SubmissionKind.Step || (first.Count == 1 && first[0].Body == stored?.Body);
            if (!isStored || !isFirst || first.Count > 1)
            {
                yield return new Finding(
                    FindingKind.WrongResult,
                    same.First().Sent,
                    $"{same.Key} of run {story} is stored as {stored}, and was answered so: {string.Join(", ", same.Select(submission => $"{submission.Body} {submission.MessageId}{(submission.IsRepeat ? " again" : "")}"))}");
            }
        }
    }

    private static StepKind KindOf(SubmissionKind kind) => kind switch
    {
        SubmissionKind.Call => StepKind.Call,
        SubmissionKind.Invocation => StepKind.Invocation,
        _ => StepKind.Entry,
    };

    private static IEnumerable<Finding> FindAfterEnd(WorkflowStory story) => story.Submissions
        .Where(submission => submission is { IsTaken: true, IsRepeat: false, Kind: not (SubmissionKind.End or SubmissionKind.Cancel) } && submission.Sent > story.EndKnown)
        .Select(submission => new Finding(FindingKind.AfterEnd, submission.Sent, $"{submission.Kind} {submission.StepId} of run {story} was taken though its end was known at {story.EndKnown?.TotalSeconds:0.000}"))
        .Concat(story.Submissions
            .Where(submission => submission.Status != 0 && !submission.IsTaken && !submission.IsTooLate)
            .Select(submission => new Finding(FindingKind.WrongCall, submission.Sent, $"{submission.Kind} {submission.StepId} of run {story} was refused with {submission.Status}")));
}
