namespace BusQStash.Benchmarks.Measuring;

/// <summary>One who does the work of a row.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="RunAsync">One run from beginning to end; it throws when the work was not done exactly.</param>
/// <param name="Against">Name of the contender it is compared to; nothing for one that is only a measure for others.</param>
internal sealed record Contender(string Name, Func<Task<Measurement>> RunAsync, string? Against = null);
