using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Testing.Tests.Processes;

public sealed class WatchdogTests
{
    private const string ReportVariable = "BUSQ_TEST_WATCHDOG_REPORT";

    [Fact]
    public async Task Ends_processes_and_removes_folders_when_the_tests_are_killed()
    {
        using var folder = TemporaryFolder.Create();
        var report = folder.Combine("report");
        await using var tests = ChildProcess.Start(new ProcessCommand(
            [Environment.ProcessPath!, "-noColor", "-explicit", "only", "-method", $"*{nameof(Holds_a_process_and_a_folder_until_it_is_killed)}"])
        {
            Environment = new Dictionary<string, string?> { [ReportVariable] = report },
        });
        await Eventually.TrueAsync(() => File.Exists(report), "the victim's report");
        var (process, kept) = File.ReadAllText(report).Split(' ') is [var first, var second] ? (first, second) : ("", "");
        Assert.True(Directory.Exists(kept));

        await tests.KillAsync();

        await Eventually.TrueAsync(() => ProcessTable.IsGone(process), "the process to be gone");
        await Eventually.TrueAsync(() => !Directory.Exists(kept), "the folder to be gone");
    }

    /// <summary>The victim of the test above, in a process of its own; never run by itself.</summary>
    [Fact(Explicit = true)]
    public async Task Holds_a_process_and_a_folder_until_it_is_killed()
    {
        using var folder = TemporaryFolder.Create();
        await using var child = ChildProcess.Start(new ProcessCommand(["sleep", "600"]));
        var report = Environment.GetEnvironmentVariable(ReportVariable)!;
        await File.WriteAllTextAsync(report + ".new", $"{child.Id} {folder.FullPath}", TestContext.Current.CancellationToken);
        File.Move(report + ".new", report);

        await child.WaitForExitAsync(TimeSpan.FromMinutes(1));
    }
}
