using BusQStash.Crash.Checking;

namespace BusQStash.Crash.Runs;

/// <summary>The result of a run.</summary>
/// <param name="Record">The logs.</param>
/// <param name="Verdict">The findings.</param>
/// <param name="Report">The table.</param>
/// <param name="Folder">The folder of the logs; null when they were not kept.</param>
internal sealed record RunResult(RunRecord Record, Verdict Verdict, string Report, string? Folder)
{
    private const int Shown = 12;
    private const int Width = 1000;

    /// <summary>The table, and the first findings.</summary>
    public string Text => string.Join('\n', [Report, .. Verdict.Findings.Where(finding => !finding.ByFreeze).Take(Shown).Select(finding => Short(finding.ToString())), Where]);

    private static string Short(string finding) => finding.Length > Width ? $"{finding[..Width]}…" : finding;

    private string Where => (Verdict.Holds ? "Every promise was kept." : "A promise was broken.") + (Folder is null ? "" : $" Everything is in {Folder}");
}
