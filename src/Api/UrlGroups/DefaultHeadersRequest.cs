using System.Text.Json.Serialization;
using BusQStash.Api.Http;

namespace BusQStash.Api.UrlGroups;

/// <summary>Headers for every message published to a group, unless the publisher says otherwise.</summary>
internal sealed record DefaultHeadersRequest
{
    [JsonConverter(typeof(HeaderValuesConverter))]
    public Dictionary<string, List<string>>? Headers { get; init; }
}
