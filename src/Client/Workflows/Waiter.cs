using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

/// <summary>A run that waits for an event.</summary>
public sealed record Waiter
{
    /// <summary>Where the run goes on.</summary>
    public required string Url { get; init; }

    /// <summary>The headers it goes on with; the run's id is among them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get => field ?? new Dictionary<string, IReadOnlyList<string>>(); init; }

    /// <summary>When it stops waiting.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset Deadline { get; init; }

    /// <summary>Where it goes on then.</summary>
    public string? TimeoutUrl { get; init; }

    /// <summary>The headers it goes on with then.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? TimeoutHeaders { get; init; }
}
