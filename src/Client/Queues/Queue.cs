using System.Text.Json.Serialization;

namespace BusQStash.Client.Queues;

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parallelism">Most messages of it in flight at once; 1 is strict order.</param>
/// <param name="Lag">Messages that are not final, the one in flight among them.</param>
/// <param name="Paused">Whether nothing is handed out.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record Queue(string Name, int Parallelism, long Lag, bool Paused, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What a message that waits for its retry does to those behind it. BusQStash only.</summary>
    public FailingHead FailingHead { get; init; }

    /// <summary>Whether the next message waits for the callbacks of the one before. BusQStash only, QStash always does.</summary>
    [JsonIgnore]
    public bool AwaitCallbacks
    {
        get => Awaits ?? true;
        init => Awaits = value;
    }

    /// <summary>Left out where it is true; and what is left out never keeps a default of its own when JSON is read by generated code.</summary>
    [JsonInclude]
    [JsonPropertyName("awaitCallbacks")]
    internal bool? Awaits { get; init; }
}
