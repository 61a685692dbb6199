using BusQStash.Crash.Checking;
using BusQStash.Crash.Checking.Workflows;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Reporting;
using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Runs;

/// <summary>One run of the order proof.</summary>
/// <remarks>
/// <para>(1) Start everything.</para>
/// <para>(2) Publish, change queues and inject faults for the given time.</para>
/// <para>(3) Let every accepted message reach its end, with all processes running.</para>
/// <para>(4) Check the logs of client, sink and ledger against the promises.</para>
/// </remarks>
internal sealed class CrashRun(RunOptions options, Action<string> say, CancellationToken stop = default)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    /// <summary>A queue's publisher waits this long after the last fault; a call unanswered by then never will be.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromMinutes(2);

    private readonly Journal _journal = new();
    private readonly FaultLog _faults = new();

    public async Task<RunResult> RunAsync()
    {
        say($"seed {options.Seed}, {options.Lanes} queues, {options.Duration.TotalSeconds:0} s, faults: {options.Faults}, without: {options.Without}");

        // (1)
        await using var pulse = new Pulse();
        await using var cluster = await Cluster.StartAsync(options.Without, options.Cluster);
        await using var sink = await SinkProcess.StartAsync([.. cluster.Apis.Select(api => api.Url)]);
        using var ledger = new Ledger(cluster.LedgerConnectionString);

        // (2)
        await DisturbAsync(cluster, ledger, sink.Url);

        // (3)
        await DrainAsync(ledger);

        // (4)
        return await CheckAsync(cluster, ledger, sink, await pulse.StopAsync());
    }

    private async Task DisturbAsync(Cluster cluster, Ledger ledger, string sinkUrl)
    {
        using var enough = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        var faults = new FaultDriver(cluster, _faults, options.Faults, options.Seed) { LeastPause = options.LeastPause }.RunAsync(enough.Token);
        var load = new Load(options, new ApiClient(cluster.Apis), _journal, sinkUrl, ledger).RunAsync(enough.Token, giveUp.Token);
        var end = MachineClock.Now + options.Duration;
        while ((MachineClock.Now < end || _journal.Publications.Count < options.Messages) && !stop.IsCancellationRequested && !faults.IsFaulted && !load.IsFaulted)
        {
            await Task.Delay(Step);
        }

        await enough.CancelAsync();
        await faults;
        giveUp.CancelAfter(LastAnswers);
        await load;
        say($"{_journal.Publications.Count} messages sent, {_journal.Runs.Count} workflow runs started, {_faults.Faults.Count} faults; waiting for the last ones");
    }

    private async Task DrainAsync(Ledger ledger)
    {
        var end = MachineClock.Now + options.DrainLimit;
        while (MachineClock.Now < end && await IsAtWorkAsync(ledger))
        {
            await Task.Delay(Step);
        }
    }

    // A waiting run has no message.
    private static async Task<bool> IsAtWorkAsync(Ledger ledger) =>
        await ledger.UnfinishedAsync() > 0 || await ledger.BacklogAsync() > 0 || await ledger.LivingRunsAsync() > 0 || await ledger.OutboxAsync() > 0;

    private async Task<RunResult> CheckAsync(Cluster cluster, Ledger ledger, SinkProcess sink, IReadOnlyList<Stall> stalls)
    {
        var messages = await ledger.ReadAsync(sink.Url);
        var runs = await new RunLedger(cluster.LedgerConnectionString).ReadAsync(sink.Url);
        var logged = await new RunLogReader(cluster.Apis[0].Http).ReadAsync(runs);
        await Task.WhenAll(cluster.Workers.Concat(cluster.Apis).Select(Cluster.StopAsync));
        var seen = await sink.StopAsync();
        var workflows = new WorkflowRecord(_journal.Runs, seen, runs, logged);
        var run = new RunRecord(_journal, _faults.Faults, seen.Attempts, messages, workflows, stalls);
        var verdict = Verdict.Of(run);
        var report = Report.Write(options, run, verdict);
        var folder = verdict.Holds && !options.Keep ? null : Keepsake.Save(options, run, verdict, cluster, report);
        return new RunResult(run, verdict, report, folder);
    }
}
