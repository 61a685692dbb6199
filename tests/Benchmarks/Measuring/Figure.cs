namespace BusQStash.Benchmarks.Measuring;

/// <summary>One number of a run; the name says its unit, <c>messages/s</c> for instance.</summary>
internal readonly record struct Figure(string Name, double Value)
{
    public const string Rate = "messages/s";
}
