using BusQStash.Crash.Checking.Workflows;

namespace BusQStash.Crash.Checking;

/// <summary>The findings of all checks.</summary>
internal sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    private static readonly ICheck[] Checks =
    [
        new AcceptanceCheck(), new OrderCheck(), new OverlapCheck(), new StopCheck(),
        new CallbackCheck(), new HistoryCheck(), new BackoffCheck(), new DuplicateCheck(), new ObedienceCheck(),
        new RunEndCheck(), new ResultCheck(), new CallCheck(), new WaitCheck(), new InvocationCheck(), new AnswerCheck(), new RunTimesCheck(),
    ];

    /// <summary>Whether there are no findings except those a suspended process may cause.</summary>
    public bool Holds => Findings.All(finding => finding.ByFreeze);

    public static Verdict Of(RunRecord run) => new([.. Checks.SelectMany(check => check.Find(run)).OrderBy(finding => finding.At)]);

    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind && !finding.ByFreeze);

    public int CountByFreeze(params FindingKind[] kinds) => Findings.Count(finding => kinds.Contains(finding.Kind) && finding.ByFreeze);
}
