using System.Text.Json.Serialization;

namespace BusQStash.Client.Queues;

/// <summary>What a message that waits for its retry does to those behind it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailingHead>))]
public enum FailingHead
{
    /// <summary>They wait too, as in QStash: strict order.</summary>
    [JsonStringEnumMemberName("block")]
    Block,

    /// <summary>They are delivered meanwhile.</summary>
    [JsonStringEnumMemberName("stepAside")]
    StepAside,
}
