namespace BusQStash.Api.Http;

/// <summary>How many there are.</summary>
/// <param name="Count">As far as they were counted.</param>
/// <param name="Capped">There are more.</param>
internal sealed record CountResource(int Count, bool Capped)
{
    internal static CountResource Of(int count, int limit) => new(count, count >= limit);
}
