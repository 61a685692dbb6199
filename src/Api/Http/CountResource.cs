namespace BusQStash.Api.Http;

/// <summary>A count of entries.</summary>
/// <param name="Count">The number, up to the count limit.</param>
/// <param name="Capped">Whether there are more.</param>
internal sealed record CountResource(int Count, bool Capped)
{
    internal static CountResource Of(int count, int limit) => new(count, count >= limit);
}
