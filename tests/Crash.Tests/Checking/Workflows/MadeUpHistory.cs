using System.Globalization;
using System.Text;
using BusQStash.Crash.Checking;
using BusQStash.Crash.Checking.Workflows;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;
using BusQStash.Crash.Workflows;
using BusQStash.Store.Workflows;
using Xunit;
using RunRecord = BusQStash.Crash.Checking.RunRecord;

namespace BusQStash.Crash.Tests.Checking.Workflows;

/// <summary>The history of a run as it should be, with every kind of step. Tests change one thing in it.</summary>
internal sealed class MadeUpHistory
{
    public const string Event = "\"paid\"";

    private const long CreatedAt = 1_700_000_000_000;

    public MadeUpHistory()
    {
        Started = new StartedRun("starter", 1, WorkflowProgram.Parse("r0.p(r0_s2).w3n500.i(r0).co5")) { Sent = At(0), Answered = At(0.1), MessageId = "m0" };
        Child = new LedgerRun(2, $"{Started.RunId}-child-5-1", CreatedAt, "/Workflow/starter-1-5/5/r0", RunState.Succeeded)
        {
            CompletedAt = At(11),
            InvokerKey = 1,
            Response = """["\u00221 by 9\u0022"]""",
            Steps = [Entry(0, "c0", "\"payload\""), Entry(1, "c1", Step(1, "1 by 9"))],
        };
        Run = new LedgerRun(1, Started.RunId, CreatedAt, Started.Path, RunState.Succeeded) { CompletedAt = At(13) };
        Run = Run with { Steps = [.. List(), .. Rows()] };
        Run = Run with { Response = WorkflowAnswer.ValueOf(Run.List.Skip(1).Select(entry => ListEntry.Read(entry.MessageId, entry.Body, isPayload: false))) };
        Calls = [.. Run.List.Select(entry => CallOf(Run, entry.Position!.Value)), Answer("ans6")];
        ChildCalls = [CallOf(Child, 0), CallOf(Child, 1)];
        Notifications = [new Notification(Run.Id, 4, IsKept: true, Event) { Sent = At(5.5), Answered = At(5.6), Resumed = ["m4"] }];
        Log = Shown(Run) with { Results = [1, 2, 3, 4, 5, 6] };
        ChildLog = Shown(Child) with { Results = [1] };
    }

    public StartedRun? Started { get; set; }

    public LedgerRun Run { get; set; }

    public LedgerRun Child { get; set; }

    /// <summary>Runs beside these two.</summary>
    public List<LedgerRun> Others { get; } = [];

    /// <summary>Calls of the run: one for each entry of its list, by its position, and the answer of its call.</summary>
    public List<WorkflowCall> Calls { get; }

    public List<WorkflowCall> ChildCalls { get; }

    public List<Notification> Notifications { get; }

    public LoggedRun Log { get; set; }

    public LoggedRun ChildLog { get; set; }

    public List<Fault> Faults { get; } = [];

    public static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    public IReadOnlyList<Finding> Findings()
    {
        var journal = new Journal();
        var workflows = new WorkflowRecord(
            Started is null ? [] : [Started],
            new SinkRecord([], [.. Calls, .. ChildCalls], Notifications),
            [Run, Child, .. Others],
            new Dictionary<long, LoggedRun> { [1] = Log, [2] = ChildLog });
        return Verdict.Of(new RunRecord(journal, Faults, [], [], workflows, [])).Findings;
    }

    /// <summary>Changes an entry of the list, and in all calls' lists with it.</summary>
    public void Change(int position, Func<LedgerStep, LedgerStep> change)
    {
        Run = Run with { Steps = [.. Run.Steps.Select(step => step.Position == position ? change(step) : step)] };
        var changed = Run.List[position];
        for (var index = 0; index < Calls.Count; index++)
        {
            Calls[index] = Calls[index] with
            {
                List = [.. Calls[index].List.Select((entry, place) => place == position ? ListEntry.Read(changed.MessageId, changed.Body, place == 0) : entry)],
            };
        }
    }

    /// <summary>Changes something beside the list.</summary>
    public void Change(StepKind kind, Func<LedgerStep, LedgerStep?> change) =>
        Run = Run with { Steps = [.. Run.Steps.Select(step => step.Kind == kind ? change(step) : step).OfType<LedgerStep>()] };

    /// <summary>The run returned what its list says by now.</summary>
    public void Return()
    {
        Run = Run with { Response = WorkflowAnswer.ValueOf(Run.List.Skip(1).Select(entry => ListEntry.Read(entry.MessageId, entry.Body, isPayload: false))) };
        Log = Log with { Response = Run.Response };
    }

    /// <summary>The run ended otherwise, after its first step.</summary>
    public void EndAs(RunState state, string program, string text)
    {
        Started = Started! with { Program = WorkflowProgram.Parse(program) };
        Run = Run with { Path = Started.Path, State = state, Response = "", Steps = [.. Run.Steps.Where(step => step.Position <= 1)], CompletedAt = At(2) };
        Child = Child with { InvokerKey = null };
        Calls.RemoveRange(2, Calls.Count - 2);
        Calls[1] = Calls[1] with { Submissions = [] };
        Notifications.Clear();
        Log = new LoggedRun(text, "", 1, [text], []);
    }

    public static WorkflowCall Failure(LedgerRun run, string messageId) => new()
    {
        Kind = WorkflowCallKind.Failure,
        RunId = run.Id,
        CreatedAt = 0,
        MessageId = messageId,
        Retried = 0,
        Start = At(3),
        End = At(3.1),
        Status = 200,
        Source = "m1",
    };

    public WorkflowCall Answer(string messageId) => new()
    {
        Kind = WorkflowCallKind.Answer,
        RunId = Run.Id,
        CreatedAt = 0,
        MessageId = messageId,
        Retried = 0,
        Start = At(7.9),
        End = At(7.95),
        Status = 200,
        Source = "call6",
        StepId = 6,
        SourceStatus = 200,
        Submissions = [Given(Run.List[8]) with { Sent = At(7.92), Answered = At(7.93) }],
    };

    public static WorkflowCall CallOf(LedgerRun run, int position) => new()
    {
        Kind = WorkflowCallKind.Step,
        RunId = run.Id,
        CreatedAt = run.CreatedAt,
        MessageId = run.List[position].MessageId,
        Retried = 0,
        SdkVersion = "1",
        Start = Start(position),
        End = Start(position) + At(0.5),
        Status = 200,
        List = [.. run.List.Take(position + 1).Select((entry, index) => ListEntry.Read(entry.MessageId, entry.Body, index == 0))],
        Submissions = [.. Next(run, position).Select(submission => submission with { Sent = Start(position) + At(0.1), Answered = Start(position) + At(0.2) })],
    };

    public static LedgerStep Entry(int position, string messageId, string body)
    {
        var entry = ListEntry.Read(messageId, body, position == 0);
        return new LedgerStep(StepKind.Entry, entry.StepId, entry.TargetStep, messageId, body)
        {
            Position = position,
            CreatedAt = entry.TargetStep > 0 ? At(1.5) : Start(position) - At(0.5),
        };
    }

    public static string Step(int id, string? result, int concurrent = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"stepId":{{id}},"concurrent":{{concurrent}}{{(result is null ? "" : $",\"out\":\"\\\"{result}\\\"\"")}}}""");

    private static string Plan(int target) => string.Create(CultureInfo.InvariantCulture, $$"""{"stepId":0,"concurrent":2,"targetStep":{{target}}}""");

    // Sleeps last 2 s: the plan step that sleeps is delivered when its sleep is over.
    private static TimeSpan Start(int position) => At(position < 3 ? position : position + 3);

    private static LoggedRun Shown(LedgerRun run) => new("RUN_SUCCESS", run.Response, 1, ["RUN_SUCCESS"], []);

    private static IEnumerable<LedgerStep> List() =>
    [
        Entry(0, "m0", "\"payload\""),
        Entry(1, "m1", Step(1, "1 by 1")),
        Entry(2, "p2", Plan(2)),
        Entry(3, "p3", Plan(3)),
        Entry(4, "m2", Step(2, "2 by 2", 2)),
        Entry(5, "m3", Step(3, null, 2)),
        Entry(6, "m4", $$"""{"stepId":4,"concurrent":1,"out":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Event))}}"}"""),
        Entry(7, "m5", """{"stepId":5,"concurrent":1,"out":"{\"body\":\"[\\\"\\\\u00221 by 9\\\\u0022\\\"]\",\"isFailed\":false,\"isCanceled\":false}"}"""),
        Entry(8, "m6", """{"stepId":6,"concurrent":1,"out":"{\"status\":200,\"body\":\"\"}"}"""),
    ];

    /// <summary>The kinds of what the checks find.</summary>
    public FindingKind[] Kinds() => [.. Findings().Select(finding => finding.Kind).Distinct()];

    /// <summary>Asserts that the checks find this, whatever else they find.</summary>
    public void Finds(FindingKind kind) => Assert.Contains(kind, Kinds());

    /// <summary>Asserts that the checks find this and nothing else.</summary>
    public void FindsOnly(FindingKind kind) => Assert.Equal([kind], Kinds());

    private IEnumerable<LedgerStep> Rows() =>
    [
        new LedgerStep(StepKind.Wait, 4, 0, "", "") { CreatedAt = At(5), Deadline = At(8) },
        new LedgerStep(StepKind.Invocation, 5, 0, "c0", "") { InvokedKey = Child.Key },
        new LedgerStep(StepKind.Call, 6, 0, "call6", ""),
        new LedgerStep(StepKind.Answer, 6, 1, "ans6", ""),
    ];

    private static IEnumerable<Submission> Next(LedgerRun run, int position)
    {
        var list = run.List;
        if (position == list.Count - 1)
        {
            return [new Submission(SubmissionKind.End, 0, 0, run.Response) { Status = 200 }];
        }

        // The results of waits and invocations are the server's; that of the call comes with its answer.
        return list[position + 1].StepId switch
        {
            4 => [new Submission(SubmissionKind.Wait, 4, 0, "") { Status = 200 }],
            5 => [new Submission(SubmissionKind.Invocation, 5, 0, "") { Status = 201, MessageId = "c0" }],
            6 => [new Submission(SubmissionKind.Call, 6, 0, "") { Status = 200, MessageId = "call6" }],
            _ => [Given(list[position + 1])],
        };
    }

    private static Submission Given(LedgerStep entry) =>
        new(SubmissionKind.Step, entry.StepId, entry.TargetStep, entry.Body) { Status = 200, MessageId = entry.MessageId };
}
