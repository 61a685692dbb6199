using System.Text.Json.Serialization;

namespace BusQStash.Client.Tokens;

/// <summary>A right of a token.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenRight>))]
public enum TokenRight
{
    /// <summary>Reading, except keys and forwarded secrets.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>Publishing and enqueueing.</summary>
    [JsonStringEnumMemberName("publish")]
    Publish,

    /// <summary>Everything.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin,
}
