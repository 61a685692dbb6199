using System.Globalization;
using BusQStash.Crash.Checking;
using BusQStash.Crash.Checking.Workflows;
using BusQStash.Crash.Control;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Reporting;

/// <summary>Writes all logs of a run to a folder beside the program.</summary>
internal static class Keepsake
{
    /// <returns>The folder.</returns>
    public static string Save(RunOptions options, RunRecord run, Verdict verdict, Cluster cluster, string report)
    {
        // A run and its control have the same seed.
        var without = options.Without == WithoutCheck.Nothing ? "" : $"-without-{options.Without}";
        var folder = Path.Combine(AppContext.BaseDirectory, "runs", string.Create(CultureInfo.InvariantCulture, $"seed-{options.Seed}{without}"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "report.md"), report);
        File.WriteAllLines(Path.Combine(folder, "findings.txt"), verdict.Findings.Select(finding => finding.ToString()));
        File.WriteAllLines(Path.Combine(folder, "attempts.tsv"), run.Attempts.Select(attempt => $"{attempt.Start.TotalSeconds:0.000}\t{attempt.ToLine()}"));
        File.WriteAllLines(Path.Combine(folder, "faults.txt"), run.Faults.All.Select(Line));
        File.WriteAllLines(Path.Combine(folder, "messages.txt"), run.Stories.Select(story => $"{story.Publication.Sent.TotalSeconds:0.000}\t{story}\t{story.Message}\t{story.Publication.Plan}"));
        File.WriteAllLines(Path.Combine(folder, "ledger.txt"), run.Messages.Select(message => message.ToString()));
        File.WriteAllLines(Path.Combine(folder, "calls.txt"), run.Meddlings.SelectMany(lane => lane).Select(Line));
        File.WriteAllLines(Path.Combine(folder, "workflows.txt"), run.Workflows.Stories.SelectMany(Lines));
        foreach (var (process, index) in cluster.Apis.Concat(cluster.Workers).Select((process, index) => (process, index)))
        {
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"process-{index}.log")), process.Output.ToString());
        }

        return folder;
    }

    // A run, its rows in the ledger, and the calls of its endpoint.
    private static IEnumerable<string> Lines(WorkflowStory story) =>
    [
        $"{story} {story.Run.CreatedAt} {story.Run.CompletedAt?.TotalSeconds:0.000} {story.Started}",
        .. story.Run.Steps.Select(step => $"\t{step}"),
        .. story.Calls.SelectMany(call => call.Submissions.Select(submission => $"\t\t{submission}")
            .Prepend($"\t{call.Start.TotalSeconds:0.000} {call} {string.Join(' ', call.List.Select(entry => entry.MessageId))}")),
        .. story.Notifications.Select(notification => $"\t{notification} {string.Join(' ', notification.Resumed)}"),
    ];

    private static string Line(Fault fault) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fault.From.TotalSeconds:0.000}\t{fault.To.TotalSeconds:0.000}\t{fault.Kind}\t{fault.ProcessId}\t{(fault.Trouble is null ? "" : "did not stop")}");

    private static string Line(Meddling meddling) =>
        string.Create(CultureInfo.InvariantCulture, $"{meddling.Sent.TotalSeconds:0.000}\t{meddling.Answered?.TotalSeconds:0.000}\t{meddling}");
}
