using System.Text.Json;

namespace BusQStash.Api.BulkActions;

/// <summary>A bulk action on many messages.</summary>
internal sealed record BulkActionRequest
{
    /// <summary>dlqRetry, dlqDelete or cancel.</summary>
    public string? Kind { get; init; }

    /// <summary>The filters of the list: a string, a number, or an array of them. An empty object means all.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Filter { get; init; }

    /// <summary>Only entries that existed at this time are selected, in unix milliseconds; now when left out.</summary>
    public long? ToDate { get; init; }

    public BulkOverrides? Overrides { get; init; }
}
