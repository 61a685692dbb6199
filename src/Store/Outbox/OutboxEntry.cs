namespace BusQStash.Store.Outbox;

/// <summary>An event for the bus that must be published because of what was written beside it.</summary>
/// <param name="Id">Derived from its cause: (message, attempt, kind), so that it is written once.</param>
/// <param name="Kind">Name of the contract, for instance <c>MessageDelivered</c>.</param>
/// <param name="Payload">The contract as UTF-8 JSON.</param>
public sealed record OutboxEntry(string Id, string Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What <see cref="Payload"/> says, where the process that made the entry still has it at hand.</summary>
    public object? Event { get; init; }

    /// <summary>The row that holds it together with others, once it is written; none when it has a row of its own.</summary>
    internal OutboxGroup? Group { get; set; }
}
