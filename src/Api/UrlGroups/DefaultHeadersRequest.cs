using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.UrlGroups;

/// <summary>Default headers for messages published to a group; the publisher's own override them.</summary>
internal sealed record DefaultHeadersRequest
{
    [JsonConverter(typeof(HeaderValuesConverter))]
    public Dictionary<string, List<string>>? Headers { get; init; }
}
