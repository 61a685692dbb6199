using System.Globalization;
using BusQStash.Crash.Checking;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Runs;
using Xunit;

namespace BusQStash.Crash.Tests;

/// <summary>The short size of the order proof. The long one is a program: <c>dotnet run -c Release --project tests/Crash</c>.</summary>
public sealed class OrderProofTests(ITestOutputHelper output)
{
    /// <summary>Another seed to run with, in place of the one the tests always have.</summary>
    private const string SeedVariable = "BUSQ_CRASH_SEED";

    private static int Seed => Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : 20260;

    [Fact]
    public async Task Every_promise_is_kept_while_everything_breaks()
    {
        var result = await RunAsync(new RunOptions { Duration = TimeSpan.FromSeconds(55), Seed = Seed, Lanes = 40, Rate = 25, Runs = 0.8, LeastPause = TimeSpan.FromSeconds(3) });

        Assert.True(result.Verdict.Holds, result.Text);
        Assert.True(result.Record.Stories.Count > 300, result.Text);
        Assert.True(result.Record.Workflows.Runs.Count > 5, result.Text);
        Assert.Contains(result.Record.Faults.All, fault => fault.Kind == FaultKind.WorkerKill);
    }

    [Fact]
    public async Task Workers_that_do_not_ask_the_ledger_for_the_order_are_found_out()
    {
        var result = await RunAsync(RunOptions.Control(new RunOptions { Seed = Seed }));

        Assert.True(result.Verdict.Count(FindingKind.Inversion) > 0, result.Text);
        Assert.True(result.Verdict.Count(FindingKind.Overlap) > 0, result.Text);
        Assert.Equal(0, result.Verdict.Count(FindingKind.Lost));
    }

    [Fact]
    public async Task A_system_that_appends_to_workflow_runs_without_their_lock_is_found_out()
    {
        var result = await RunAsync(RunOptions.RunControl(new RunOptions { Seed = Seed }));

        // Two results in one place: lists that are no prefixes, and blocks that go on twice or, more often, never.
        Assert.True(result.Verdict.Count(FindingKind.WrongCall) > 0, result.Text);
        Assert.True(result.Verdict.Count(FindingKind.WrongResult) + result.Verdict.Count(FindingKind.Stuck) + result.Verdict.Count(FindingKind.ContinuedTwice) > 0, result.Text);
    }

    private async Task<RunResult> RunAsync(RunOptions options)
    {
        var result = await new CrashRun(options, output.WriteLine).RunAsync();
        output.WriteLine(result.Text);
        return result;
    }
}
