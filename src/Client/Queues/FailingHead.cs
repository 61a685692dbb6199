using System.Text.Json.Serialization;

namespace BusQStash.Client.Queues;

/// <summary>How a message that waits for its retry affects the messages behind it: head-of-line blocking or stepping aside.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailingHead>))]
public enum FailingHead
{
    /// <summary>They wait too, as in QStash: strict order.</summary>
    [JsonStringEnumMemberName("block")]
    Block,

    /// <summary>They are delivered in the meantime.</summary>
    [JsonStringEnumMemberName("stepAside")]
    StepAside,
}
