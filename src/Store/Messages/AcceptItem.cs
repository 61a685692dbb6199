using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;

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

    public long NotBefore => Message.Spec.DueAt(CreatedAt);

    public bool IsDueAtOnce => NotBefore <= CreatedAt;

    public FlowControlSpec? FlowControl => Message.Spec.FlowControl;

    /// <summary>It waits in the line of its flow-control key; no command is sent for it. Others with a key come there later: when due, or with their lane.</summary>
    public bool JoinsLine => FlowControl is not null && !IsOrdered && IsDueAtOnce;

    /// <summary>A command for it is sent at once, under an origin number.</summary>
    public bool IsNumbered => !IsOrdered && IsDueAtOnce && FlowControl is null;

    public MessageState State => !IsDueAtOnce ? MessageState.Scheduled : JoinsLine ? MessageState.Waiting : MessageState.Ready;

    /// <summary>What its arrival does to its flow-control key.</summary>
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

    /// <summary>Labels between commas, so that one of them is found as <c>,label,</c>.</summary>
    public string? Labels => Message.Spec.Labels is { Count: > 0 } labels ? $",{string.Join(',', labels)}," : null;
}
