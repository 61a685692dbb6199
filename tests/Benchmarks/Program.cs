using BusQStash.Benchmarks;
using BusQStash.Benchmarks.ColdStart;
using BusQStash.Benchmarks.Lists;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Peers;
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
    ("p1", "[--backlog 20000,…] [--concurrency 64,256] [--warm-up 5000]", UnorderedDelivery.RunAsync),
    ("p9", "", ColdStartBenchmark.RunAsync),
    ("peers", "[--messages 10000] [--concurrency 64]", PeersBenchmark.RunAsync),
];

// One line per benchmark of a single part.
(string Command, string Usage, Func<Arguments, Report, Task> Run)[] parts =
[
    ("lists", "[--rows 10000000] [--dead-letters 1000000] [--repeats 20] [--postgres <connection string>]", (arguments, _) => ListsBenchmark.RunAsync(arguments)),
    ("throughput", "[--messages 30000] [--callers 256] [--rounds 3] [--postgres <connection string>]", (arguments, _) => ThroughputBenchmark.RunAsync(arguments)),
];

(string Command, string Usage, Func<Arguments, Report, Task> Run)[] commands = [.. rows, ("all", "all rows, each with its defaults", RunAllAsync), .. parts];
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
    foreach (var (_, _, run) in rows)
    {
        await run(arguments, report);
    }
}
