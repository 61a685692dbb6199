using System.Diagnostics;
using BusQStash.Benchmarks.Latency;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;
using BusQStash.Benchmarks.Workflows;

namespace BusQStash.Benchmarks.Rows;

/// <summary>Workflow: what a step of each kind costs the database when no other shares its commits, by the database's own count.</summary>
/// <remarks>What Api and worker do when there is nothing to do is counted first, and taken off for as long as the work took.</remarks>
internal sealed class WorkflowCosts(WorkflowSystem workflows, int steps, int runs)
{
    private const string Plain = "plain message";
    private double _idleWrites;
    private double _idleTransactions;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var steps = arguments.Number("steps", 20);
        var runs = arguments.Number("workflows", 10);
        await using var workflows = await WorkflowSystem.StartAsync(report);
        var worker = await workflows.System.LaunchWorkerAsync();
        await worker.WaitUntilReadyAsync();
        var row = new WorkflowCosts(workflows, steps, runs);
        await row.IdleAsync(TimeSpan.FromSeconds(arguments.Number("idle", 30)));
        var contenders = Enum.GetValues<WorkflowKind>().Select(kind => new Contender(kind.ToString(), () => row.MeasureAsync(kind)));
        var outcomes = await Alternation.RunAsync(arguments, [new Contender(Plain, row.PlainAsync), .. contenders]);
        await report.AddAsync(new Comparison("workflow-costs", "what a step costs the database", outcomes)
        {
            Notes =
            [
                $"{runs:N0} runs of {steps:N0} steps of a kind, one run after the other; a plain message is published and delivered alone. Nothing shares a commit with anything but parallel steps.",
                "Commits: transactions that wrote. Transactions: with those that only read. What the programs do by themselves is taken off.",
                $"A run's start and end (a commit each, and one for each of its two deliveries without a step) are in the figures, divided by its steps. "
                    + "An invocation is of a workflow without steps, whose start and end count; a wait is notified at once.",
            ],
        });
    }

    /// <summary>What goes on when nothing does.</summary>
    private async Task IdleAsync(TimeSpan length)
    {
        await Task.Delay(LedgerCounts.ReportedAfter);
        var (counts, seconds) = await CountAsync(() => Task.Delay(length));
        (_idleWrites, _idleTransactions) = (counts.Writes / seconds, counts.Transactions / seconds);
    }

    private Task<Measurement> PlainAsync() => MeasureAsync(async () =>
    {
        var sink = workflows.Backends.Sink;
        await sink.ResetAsync(steps * runs);
        var call = new PublishCall(workflows.System.Api.Http, $"{sink.Url}/hook");
        for (var number = 0; number < steps * runs; number++)
        {
            await call.SendAsync(number);
            await workflows.System.Ledger.DoneAsync();
        }
    });

    private Task<Measurement> MeasureAsync(WorkflowKind kind) => MeasureAsync(async () =>
    {
        for (var run = 0; run < runs; run++)
        {
            await workflows.TriggerAsync(workflows.Endpoint.Url, WorkflowSystem.PathOf(kind, steps), 1);
            await workflows.System.Ledger.RunsDoneAsync();
        }
    });

    private async Task<Measurement> MeasureAsync(Func<Task> work)
    {
        var (counts, seconds) = await CountAsync(async () =>
        {
            await work();
            await Task.Delay(LedgerCounts.ReportedAfter);
        });
        double Each(long count, double idle) => (count - (idle * seconds)) / (steps * runs);
        return new Measurement(
            [new Figure("commits", Each(counts.Writes, _idleWrites)), new Figure("transactions", Each(counts.Transactions, _idleTransactions))],
            new Dictionary<string, double>());
    }

    private async Task<(LedgerCounts Counts, double Seconds)> CountAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        var before = await workflows.System.Ledger.CountsAsync();
        await work();
        return (await workflows.System.Ledger.CountsAsync() - before, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
