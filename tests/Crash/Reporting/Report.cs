using System.Globalization;
using System.Text;
using BusQStash.Crash.Checking;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Reporting;

/// <summary>A run in one table.</summary>
internal static class Report
{
    private static readonly FindingKind[] OrderFindings = [FindingKind.Inversion, FindingKind.WindowExceeded, FindingKind.Overlap];

    public static string Write(RunOptions options, RunRecord run, Verdict verdict)
    {
        var text = new StringBuilder();
        text.AppendLine("| | |").AppendLine("|---|---|");
        foreach (var (name, value) in Rows(options, run, verdict))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Rows(RunOptions options, RunRecord run, Verdict verdict)
    {
        var accepted = run.Stories.Count(story => story.Message is not null);
        var duplicates = Duplicates.In(run).ToArray();
        yield return ("seed", Text(options.Seed));
        yield return ("messages accepted", $"{accepted} in {run.Lanes.Count} queues and without, {run.Messages.Count(message => IsOf(message, AttemptKind.Callback, AttemptKind.Failure))} callbacks beside them");
        yield return ("workflow runs", $"{run.Workflows.Started.Count} started, {RunsOf(run)}");
        yield return ("their steps, messages and calls", StepsOf(run));
        yield return ("answers lost, sent again", $"{run.Stories.Sum(story => Math.Max(0, story.Publication.Sendings - 1 - (story.Publication.Plan.SentTwice ? 1 : 0)))}");
        yield return ("attempts", Text(run.Attempts.Count));
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            yield return (NameOf(kind), Text(run.Faults.All.Count(fault => fault.Kind == kind)));
        }

        foreach (var kind in run.Meddlings.SelectMany(meddlings => meddlings).GroupBy(meddling => meddling.Kind).OrderBy(kind => kind.Key))
        {
            yield return ($"calls to {NameOf(kind.Key)}", Text(kind.Count()));
        }

        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            yield return ($"**{NameOf(kind)}**", Text(verdict.Count(kind)));
        }

        yield return ("inversions and overlaps by a process that was frozen", Text(verdict.CountByFreeze(OrderFindings)));
        yield return ("attempts after a stop by a process that was frozen", Text(verdict.CountByFreeze(FindingKind.AfterStop)));
        yield return ("duplicates", string.Create(CultureInfo.InvariantCulture, $"{duplicates.Length} ({100.0 * duplicates.Length / Math.Max(1, run.Attempts.Count):0.00} % of attempts)"));
        foreach (var cause in duplicates.GroupBy(duplicate => duplicate.Cause).OrderBy(cause => cause.Key))
        {
            yield return ($"duplicates: {NameOf(cause.Key)}", Text(cause.Count()));
        }

        yield return ("longest time the machine itself kept a timer waiting", string.Create(
            CultureInfo.InvariantCulture, $"{run.Stalls.Select(stall => stall.Length.TotalSeconds).DefaultIfEmpty().Max():0.00} s"));
        yield return ("proper stops took", Describe([.. run.Faults.All
            .Where(fault => fault.Ended != TimeSpan.MaxValue).Select(fault => fault.Ended - fault.From).Order()]));
        yield return ("queue at work waits after its worker was killed", Describe(Stalls.After(run, alone: false)));
        yield return ("the same, nothing else broken meanwhile", Describe(Stalls.After(run, alone: true)));
        foreach (var kind in run.Faults.All.Select(fault => fault.Kind).Distinct().Order())
        {
            yield return ($"longest wait of a queue at work, {NameOf(kind)}", Describe(Waits.During(run, kind)));
        }
    }

    private static bool IsOf(LedgerMessage message, params ReadOnlySpan<AttemptKind> kinds) => kinds.Contains(Enum.Parse<AttemptKind>(message.Path.Split('/')[1]));

    private static string RunsOf(RunRecord run) => string.Join(", ", run.Workflows.Runs
        .GroupBy(workflow => workflow.State)
        .OrderBy(state => state.Key)
        .Select(state => $"{state.Count()} {NameOf(state.Key)}")
        .Append($"{run.Workflows.Runs.Count(workflow => workflow.InvokerKey is not null)} of them invoked by others"));

    private static string StepsOf(RunRecord run)
    {
        var stories = run.Workflows.Stories;
        var waits = stories.SelectMany(story => story.Program.Steps.Where(step => step.IsWait).Select(step => story.Run.ResultOf(step.Id))).OfType<ListEntry>().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{stories.Sum(story => story.Run.List.Count)} steps; {waits.Count(wait => !wait.IsTimeout)} waits notified, {waits.Count(wait => wait.IsTimeout)} timed out; {run.Messages.Count(message => IsOf(message, AttemptKind.Workflow, AttemptKind.Called))} messages; {stories.Sum(story => story.Calls.Count)} calls of the endpoint, {stories.Sum(story => story.Submissions.Count(submission => submission.IsRepeat))} submissions that had been there already, {stories.Sum(story => story.Submissions.Count(submission => submission.IsTooLate))} for runs that had ended");
    }

    private static string Describe(IReadOnlyList<TimeSpan> stalls) => stalls.Count == 0
        ? "none seen"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"median {stalls[stalls.Count / 2].TotalSeconds:0.0} s, longest {stalls[^1].TotalSeconds:0.0} s ({stalls.Count} seen)");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // "WorkerKill" is "worker kill".
    private static string NameOf(Enum value) =>
        string.Concat(value.ToString().Select((letter, index) => char.IsUpper(letter) && index > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
