namespace BusQStash.Contracts.Messages;

/// <summary>The answer to an <see cref="EnqueueMessage"/> sent as a request: one id per message created.</summary>
public sealed record MessageEnqueued
{
    /// <summary>Ids of the messages, one per endpoint for a URL group; for a duplicate the id of the original.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Whether every one of them was recognised as a duplicate.</summary>
    public bool Deduplicated { get; init; }
}
