namespace BusQStash.Contracts.Messages;

/// <summary>The answer to an <see cref="EnqueueMessage"/> that was sent as a request: one id per message that was made.</summary>
public sealed record MessageEnqueued
{
    /// <summary>Ids of the messages, one per endpoint for a URL group; for a duplicate the id of the original.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Every one of them was recognised as a duplicate.</summary>
    public bool Deduplicated { get; init; }
}
