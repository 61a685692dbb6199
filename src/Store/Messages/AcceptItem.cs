using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;

namespace BusQStash.Store.Messages;

/// <summary>A message prepared for writing: the caller does the slow work (serialization), so that the single writer does not.</summary>
/// <param name="Message">The message.</param>
/// <param name="SpecJson">Its serialized spec.</param>
/// <param name="ParentId">Id of the ordered message whose callback this is.</param>
internal sealed record AcceptItem(NewMessage Message, byte[] SpecJson, string? ParentId)
{
    public static AcceptItem From(NewMessage message, string? parentId = null) =>
        new(message, JsonSerializer.SerializeToUtf8Bytes(message.Spec, LedgerJson.Default.MessageSpec), parentId);

    public bool IsOrdered => Message.Spec.QueueName is not null;

    public long CreatedAt => Message.CreatedAt.ToUnixTimeMilliseconds();

    public long NotBefore => Message.Spec.DueAt(CreatedAt);

    public bool IsDueAtOnce => NotBefore <= CreatedAt;

    public FlowControlSpec? FlowControl => Message.Spec.FlowControl;

    /// <summary>
    /// The message joins the line of its flow-control key and no command is sent for it. Delayed messages with a key join when they are due, ordered ones through their lane.
    /// </summary>
    public bool JoinsLine => FlowControl is not null && !IsOrdered && IsDueAtOnce;

    /// <summary>A command is sent for the message at once, under an origin number.</summary>
    public bool IsNumbered => !IsOrdered && IsDueAtOnce && FlowControl is null;

    public MessageState State => !IsDueAtOnce ? MessageState.Scheduled : JoinsLine ? MessageState.Waiting : MessageState.Ready;

    /// <summary>Collects the changes the message makes to its flow-control key.</summary>
    public void Enter(FlowChanges flow)
    {
        if (FlowControl is not { } spec)
        {
            return;
        }

        flow.Configure(spec);
        if (JoinsLine)
        {
            flow.Join(Message.Id, spec.Key);
        }
    }

    /// <summary>The labels, delimited by commas, so that a search for <c>,label,</c> matches exactly one.</summary>
    public string? Labels => Message.Spec.Labels is { Count: > 0 } labels ? $",{string.Join(',', labels)}," : null;
}
