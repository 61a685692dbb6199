namespace BusQStash.Store.Instances;

/// <summary>For a process that moves no watermark.</summary>
internal sealed class UnwatchedOriginNumbers : IOriginNumbers
{
    public void Abandon(IReadOnlyList<long> numbers)
    {
    }
}
