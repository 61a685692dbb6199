using BusQStash.Store.Messages;

namespace BusQStash.Store.Delays;

/// <summary>An item that is due. The cases are closed.</summary>
public abstract record DueItem
{
    private DueItem(string token, long stamp, DateTimeOffset dueAt)
    {
        Token = token;
        Stamp = stamp;
        DueAt = dueAt;
    }

    /// <summary>Key of the due row: a message id, <c>lane:NAME</c>, or a bus token.</summary>
    public string Token { get; }

    /// <summary>Distinguishes this claim of the row from later ones.</summary>
    public long Stamp { get; }

    /// <summary>Due time of the row.</summary>
    public DateTimeOffset DueAt { get; }

    /// <summary>An unordered message whose delay or retry delay is over.</summary>
    public sealed record Message(string Token, long Stamp, DateTimeOffset DueAt, StoredMessage Stored) : DueItem(Token, Stamp, DueAt);

    /// <summary>A parked lane to be resumed.</summary>
    public sealed record Lane(string Token, long Stamp, DateTimeOffset DueAt, string QueueName, int? Shard) : DueItem(Token, Stamp, DueAt);

    /// <summary>A message scheduled through MassTransit.</summary>
    public sealed record BusMessage(string Token, long Stamp, DateTimeOffset DueAt, ScheduledBusMessage Content) : DueItem(Token, Stamp, DueAt);

    /// <summary>A workflow run whose wait for an event has timed out.</summary>
    public sealed record Waiter(string Token, long Stamp, DateTimeOffset DueAt) : DueItem(Token, Stamp, DueAt);
}
