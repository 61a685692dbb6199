namespace BusQStash.Api.Tests.Tracing;

/// <summary>A span as a collector receives it.</summary>
internal sealed record ReceivedSpan(
    string Service,
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    int Kind,
    long StartNs,
    long EndNs,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<(string TraceId, string SpanId)> Links)
{
    public string TraceParent => $"00-{TraceId}-{SpanId}-01";
}
