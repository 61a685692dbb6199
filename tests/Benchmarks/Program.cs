using BusQStash.Benchmarks;
using BusQStash.Benchmarks.Dashboards;
using BusQStash.Benchmarks.Lists;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Rows;
using BusQStash.Benchmarks.Throughput;

// The other processes of a row are this program, too.
if (Roles.Find(args.FirstOrDefault()) is { } role)
{
    await role(args[1..]);
    return 0;
}

// One line per row: its command, what it says about itself, what runs it. All take [--runs 5] and [--json <file>].
(string Command, string Usage, Func<Arguments, Report, Task> Run)[] rows =
[
    ("p1", "[--backlog 80000,…] [--concurrency 64,256] [--warm-up 20000]", UnorderedDelivery.RunAsync),
    ("p2", "[--messages 80000] [--concurrency 64] [--warm-up 20000]", BusWithoutLedger.RunAsync),
    ("p3", "[--messages 6000] [--delay 5]", StrictLane.RunAsync),
    ("p3-now", "[--messages 20000]: a destination that answers at once", StrictLane.RunAtOnceAsync),
    ("p4", "[--lanes 1000,10000] [--spread zipf|even] [--skew 1] [--callbacks yes] [--messages 40000] [--warm-up 10000]", ManyLanes.RunAsync),
    ("p5", "[--messages 20000] [--connections 256]", Accepting.RunAsync),
    ("p6", "[--messages 200]: of each system in a run, one at a time", IdleLatency.RunAsync),
    ("p6-due", "[--waiting 1000000] [--seconds 12] [--each 20]", DueLateness.RunAsync),
    ("p7", "[--hosts 1000] [--rate 100] [--seconds 15] [--dead-share 10]", DeadDestination.RunAsync),
    ("p8", "[--lanes 600] [--messages 20000]", MemoryUse.RunAsync),
    ("p9", "", ColdStart.RunAsync),
    ("p10", "[--messages 40000] [--connections 64,256]", EmbeddedThroughput.RunAsync),
    ("growth", "[--history 0,1000000] [--messages 10000] [--connections 256]: accepting beside so many rows of logs", AcceptGrowth.RunAsync),
    ("tracing", "[--messages 20000] [--connections 64]: without a collector, 1 % and all sampled", TracingCost.RunAsync),
    ("workflow", "[--workflows 400] [--steps 50] [--concurrency 64] [--warm-up 5000]: sequential steps of many runs", WorkflowSteps.RunAsync),
    ("workflow-idle", "[--workflows 4] [--steps 50]: from a step's submission to the next call, one at a time", WorkflowIdle.RunAsync),
    ("workflow-long", "[--steps 1000]: one run, and memory", LongWorkflow.RunAsync),
    ("workflow-parallel", "[--steps 500]: of one run, on two workers", ParallelWorkflow.RunAsync),
    ("workflow-costs", "[--workflows 10] [--steps 20] [--idle 30]: commits a step of each kind", WorkflowCosts.RunAsync),
    ("peers", "[--messages 40000] [--concurrency 64]", OtherSystems.RunAsync),
];

// One line per benchmark of a single part.
(string Command, string Usage, Func<Arguments, Report, Task> Run)[] parts =
[
    ("p8-soak", "[--minutes 10] [--messages 20000] [--connections 16]", Soak.RunAsync),
    ("steady", "[--minutes 30] [--rate 2000] [--connections 16] [--retention 2]: publishing, delivering and forgetting at a rate", Steady.RunAsync),
    ("ledgers", "[--lanes 200] [--messages 20000]: the same queues on one ledger and spread over two", TwoLedgers.RunAsync),
    ("lists", "[--rows 10000000] [--dead-letters 1000000] [--repeats 20] [--postgres <connection string>]", (arguments, _) => ListsBenchmark.RunAsync(arguments)),
    ("dashboard", "[--rows 10000000] [--dead-letters 1000000] [--queues 1000] [--repeats 20] [--live-seconds 600] [--idle-seconds 60] [--messages 20000]: its budgets, measured", DashboardBenchmark.RunAsync),
    ("throughput", "[--messages 30000] [--callers 256] [--rounds 3] [--postgres <connection string>]", (arguments, _) => ThroughputBenchmark.RunAsync(arguments)),
];

(string Command, string Usage, Func<Arguments, Report, Task> Run)[] commands = [.. rows, ("all", "all rows, each with its defaults; the soak is asked for by its own name", RunAllAsync), .. parts];
var chosen = commands.FirstOrDefault(command => command.Command == args.FirstOrDefault());
if (chosen.Run is null)
{
    Console.WriteLine("dotnet run -c Release --project tests/Benchmarks -- <benchmark>\nRows take [--runs 5] [--json <file>].");
    foreach (var (command, usage, _) in commands)
    {
        Console.WriteLine($"  {command} {usage}");
    }

    return 1;
}

var arguments = new Arguments(args[1..]);
await chosen.Run(arguments, new Report(arguments));
return 0;

async Task RunAllAsync(Arguments arguments, Report report)
{
    // A row that cannot be measured takes no other one with it, and still the whole has failed.
    List<string> failed = [];
    foreach (var (row, _, run) in rows)
    {
        try
        {
            await run(arguments, report);
        }
        catch (Exception exception)
        {
            failed.Add(row);
            await Console.Error.WriteLineAsync($"{row} failed: {exception}");
        }
    }

    if (failed.Count > 0)
    {
        throw new InvalidOperationException($"Not measured: {string.Join(", ", failed)}.");
    }
}
