using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.Publishing;

/// <summary>One item of a batch (wire contract 7).</summary>
internal sealed record BatchItem
{
    public string? Destination { get; init; }

    [JsonConverter(typeof(HeaderValuesConverter))]
    public Dictionary<string, List<string>>? Headers { get; init; }

    /// <summary>The body's text as its UTF-8 bytes.</summary>
    [JsonConverter(typeof(BodyTextConverter))]
    public byte[]? Body { get; init; }

    public string? Queue { get; init; }

    /// <summary>Alternative to <c>Upstash-Callback</c>; the header wins.</summary>
    public string? Callback { get; init; }
}
