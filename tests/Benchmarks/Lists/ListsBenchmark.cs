namespace BusQStash.Benchmarks.Lists;
internal static class ListsBenchmark { public static Task RunAsync(Arguments a) => Task.CompletedTask; }
