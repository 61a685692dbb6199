using System.Text.Json;

namespace BusQStash.Store.Messages;

/// <summary>A message ready to be written: what takes time was done by its caller, not by the one writer.</summary>
/// <param name="Message">The message.</param>
/// <param name="SpecJson">Its spec as it is stored.</param>
/// <param name="ParentId">The ordered message it is a callback of.</param>
internal sealed record AcceptItem(NewMessage Message, byte[] SpecJson, string? ParentId)
{
    public static AcceptItem From(NewMessage message, string? parentId = null) =>
        new(message, JsonSerializer.SerializeToUtf8Bytes(message.Spec, LedgerJson.Default.MessageSpec), parentId);

    public bool IsOrdered => Message.Spec.QueueName is not null;

    public long CreatedAt => Message.CreatedAt.ToUnixTimeMilliseconds();

    public long NotBefore => Message.Spec.NotBefore ?? CreatedAt;

    public bool IsDueAtOnce => NotBefore <= CreatedAt;

    /// <summary>Labels between commas, so that one of them is found as <c>,label,</c>.</summary>
    public string? Labels => Message.Spec.Labels is { Count: > 0 } labels ? $",{string.Join(',', labels)}," : null;
}
