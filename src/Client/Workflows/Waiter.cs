using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

/// <summary>A run that waits for an event.</summary>
public sealed record Waiter
{
    /// <summary>The URL at which the run continues.</summary>
    public required string Url { get; init; }

    /// <summary>The headers with which it continues; the run's id is among them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get => field ?? new Dictionary<string, IReadOnlyList<string>>(); init; }

    /// <summary>When it stops waiting.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset Deadline { get; init; }

    /// <summary>The URL at which it continues after the timeout.</summary>
    public string? TimeoutUrl { get; init; }

    /// <summary>The headers with which it continues after the timeout.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? TimeoutHeaders { get; init; }
}
