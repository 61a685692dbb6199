using BusQStash.Benchmarks;
using BusQStash.Benchmarks.ColdStart;
using BusQStash.Benchmarks.Lists;
using BusQStash.Benchmarks.Throughput;

// One line per benchmark: its command, what it says about itself, what runs it.
(string Command, string Usage, Func<Arguments, Task> Run)[] benchmarks =
[
    ("p9", "[--runs 5]", ColdStartBenchmark.RunAsync),
    ("lists", "[--rows 10000000] [--dead-letters 1000000] [--repeats 20] [--postgres <connection string>]", ListsBenchmark.RunAsync),
    ("throughput", "[--messages 30000] [--callers 256] [--rounds 3] [--postgres <connection string>]", ThroughputBenchmark.RunAsync),
];

var chosen = benchmarks.FirstOrDefault(benchmark => benchmark.Command == args.FirstOrDefault());
if (chosen.Run is null)
{
    Console.WriteLine("dotnet run -c Release --project tests/Benchmarks -- <benchmark>");
    foreach (var (command, usage, _) in benchmarks)
    {
        Console.WriteLine($"  {command} {usage}");
    }

    return 1;
}

await chosen.Run(new Arguments(args[1..]));
return 0;
