namespace BusQStash.Worker.Signing;

/// <summary>Signatures of a queue's messages.</summary>
internal sealed class QueueWebhooksOptions
{
    /// <summary>Schemes of its messages: <c>v1</c>, <c>v1a</c>, <c>v1,v1a</c> or <c>none</c>.</summary>
    public string? Schemes { get; set; }
}
