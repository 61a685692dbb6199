using BusQStash.Store.Messages;

namespace BusQStash.Store.Delays;

/// <summary>Something whose time has come. The cases are closed.</summary>
public abstract record DueItem
{
    private DueItem(string token, long stamp, DateTimeOffset dueAt)
    {
        Token = token;
        Stamp = stamp;
        DueAt = dueAt;
    }

    /// <summary>Names the due row: a message id, <c>lane:NAME</c>, or a bus token.</summary>
    public string Token { get; }

    /// <summary>Tells this claim of the row from later ones.</summary>
    public long Stamp { get; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset DueAt { get; }

    /// <summary>An unordered message whose delay or backoff is over.</summary>
    public sealed record Message(string Token, long Stamp, DateTimeOffset DueAt, StoredMessage Stored) : DueItem(Token, Stamp, DueAt);

    /// <summary>A parked lane that should be given a turn.</summary>
    public sealed record Lane(string Token, long Stamp, DateTimeOffset DueAt, string QueueName, int? Shard) : DueItem(Token, Stamp, DueAt);

    /// <summary>A message that somebody scheduled through MassTransit.</summary>
    public sealed record BusMessage(string Token, long Stamp, DateTimeOffset DueAt, ScheduledBusMessage Content) : DueItem(Token, Stamp, DueAt);

    /// <summary>A workflow run that has waited for an event long enough.</summary>
    public sealed record Waiter(string Token, long Stamp, DateTimeOffset DueAt) : DueItem(Token, Stamp, DueAt);
}
