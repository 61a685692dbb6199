using System.Text.Json;
using BusQStash.Crash.Sink;
using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;

namespace BusQStash.Crash.Checking.Workflows;

/// <summary>One message returns the answer of a call, and it is the answer to the call's last attempt.</summary>
internal sealed class AnswerCheck : ICheck
{
    private const int Failed = 500;

    public IEnumerable<Finding> Find(RunRecord run) => run.Workflows.Stories.SelectMany(story =>
        story.Program.Steps.Where(step => step.Code == StepCode.Calls).SelectMany(step => FindInStep(story, step)));

    private static IEnumerable<Finding> FindInStep(WorkflowStory story, ProgramStep step)
    {
        var answers = story.Calls.Where(call => call.Kind == WorkflowCallKind.Answer && call.StepId == step.Id).ToList();
        var row = story.Run.Find(StepKind.Answer, step.Id);
        var call = story.Run.Find(StepKind.Call, step.Id);
        if (answers.DistinctBy(answer => answer.MessageId).Count() > 1 || answers.Exists(answer => answer.MessageId != row?.MessageId || answer.Source != call?.MessageId))
        {
            yield return new Finding(
                FindingKind.CallbackTwice,
                answers[^1].Start,
                $"step {step.Id} of run {story}, called by {call?.MessageId}, was answered by {string.Join(", ", answers.Select(answer => $"{answer.MessageId} of {answer.Source}").Distinct())}; the ledger has {row?.MessageId}");
        }

        var status = step.Called.IsHopeless ? Failed : 200;
        foreach (var answer in answers.Where(answer => answer.SourceStatus != status || (step.Called.IsHopeless && !answer.IsSourceLast)))
        {
            yield return new Finding(FindingKind.WrongResult, answer.Start, $"the answer {answer.MessageId} to step {step.Id} of run {story} is {answer.SourceStatus}{(answer.IsSourceLast ? "" : ", before the last attempt")}");
        }

        var result = story.Run.ResultOf(step.Id);
        if (result is not null && JsonElement.Parse(result.Out).GetProperty("status").GetInt32() != status)
        {
            yield return new Finding(FindingKind.WrongResult, TimeSpan.Zero, $"step {step.Id} of run {story} has the result {result.Body}");
        }

        if (result is not null && (row is null || !answers.Exists(answer => answer.Submissions.Count > 0)))
        {
            yield return new Finding(FindingKind.CallbackMissing, TimeSpan.Zero, $"step {step.Id} of run {story} has a result, and its call no answer");
        }
    }
}
