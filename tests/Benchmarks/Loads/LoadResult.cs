namespace BusQStash.Benchmarks.Loads;

/// <summary>What a load generator saw.</summary>
/// <param name="Started">When the first counted request was sent, in ticks of the machine's monotonic clock.</param>
/// <param name="Seconds">From the first counted request to the last answer.</param>
/// <param name="Answered">Counted requests answered with a 2xx.</param>
/// <param name="Refused">All others.</param>
/// <param name="P50">Milliseconds to the answer from the request, or, with a rate, from when the request was due: what waits behind a slow one counts as slow, too.</param>
/// <param name="P99">The same for one in a hundred.</param>
/// <param name="CpuMicroseconds">Processor time of the generator itself for each counted request.</param>
internal sealed record LoadResult(long Started, double Seconds, int Answered, int Refused, double P50, double P99, double CpuMicroseconds)
{
    public double Rate => Answered / Seconds;
}
