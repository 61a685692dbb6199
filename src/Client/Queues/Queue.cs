using System.Text.Json.Serialization;

namespace BusQStash.Client.Queues;

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parallelism">Maximum number of its messages in flight; 1 is strict order.</param>
/// <param name="Lag">Messages that are not final, those in flight included.</param>
/// <param name="Paused">Whether delivery is paused.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record Queue(string Name, int Parallelism, long Lag, bool Paused, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>How a message that waits for its retry affects the messages behind it. BusQStash only.</summary>
    public FailingHead FailingHead { get; init; }

    /// <summary>Whether the next message waits for the callbacks of the previous one. BusQStash only, QStash always does.</summary>
    [JsonIgnore]
    public bool AwaitCallbacks
    {
        get => Awaits ?? true;
        init => Awaits = value;
    }

    /// <summary>Absent in JSON where it is true; a nullable member, because generated code gives an absent member no default of its own.</summary>
    [JsonInclude]
    [JsonPropertyName("awaitCallbacks")]
    internal bool? Awaits { get; init; }
}
