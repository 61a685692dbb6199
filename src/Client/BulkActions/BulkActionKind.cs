using System.Text.Json.Serialization;

namespace BusQStash.Client.BulkActions;

/// <summary>What a bulk action does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BulkActionKind>))]
public enum BulkActionKind
{
    /// <summary>Cancels messages.</summary>
    [JsonStringEnumMemberName("cancel")]
    Cancel,

    /// <summary>Publishes dead letters again.</summary>
    [JsonStringEnumMemberName("dlqRetry")]
    DlqRetry,

    /// <summary>Deletes dead letters.</summary>
    [JsonStringEnumMemberName("dlqDelete")]
    DlqDelete,
}
