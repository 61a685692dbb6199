namespace BusQStash.Store.Outbox;

/// <summary>An event that must be published to the bus because of the change written in the same transaction.</summary>
/// <param name="Id">Id derived from its cause (message, attempt, kind), so that the event is written once (idempotency).</param>
/// <param name="Kind">Name of the contract, for instance <c>MessageDelivered</c>.</param>
/// <param name="Payload">The contract as UTF-8 JSON.</param>
public sealed record OutboxEntry(string Id, string Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The deserialized <see cref="Payload"/>, if the process that created the entry still has it.</summary>
    public object? Event { get; init; }

    /// <summary>The row that holds the entry together with others, once it is written; <see langword="null"/> when it has a row of its own.</summary>
    internal OutboxGroup? Group { get; set; }
}
