using BusQStash.Contracts.Messages;
using BusQStash.Store.Schedules;

namespace BusQStash.Store.Messages;

/// <summary>A message about to be accepted.</summary>
public sealed record NewMessage
{
    /// <summary>The id, <c>msg_…</c>, made by the caller.</summary>
    public required string Id { get; init; }

    /// <summary>What the publisher asked for. A queue name in it makes the message ordered.</summary>
    public required MessageSpec Spec { get; init; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>At most one message per key inside the window; <see langword="null"/> for no deduplication.</summary>
    public string? DeduplicationKey { get; init; }

    /// <summary>How long <see cref="DeduplicationKey"/> is remembered.</summary>
    public TimeSpan DeduplicationWindow { get; init; }

    /// <summary>What frees <see cref="DeduplicationKey"/> earlier.</summary>
    public DeduplicationFreeing DeduplicationFreedBy { get; init; }

    /// <summary>
    /// The id follows from its cause (a callback, a command from the bus), so the message may be there already:
    /// a second one changes nothing and is answered as a duplicate of itself.
    /// </summary>
    public bool IdIsDerived { get; init; }

    /// <summary>
    /// Where the schedule it comes from stands once it is accepted, written in the same transaction; <see langword="null"/> for other messages and for all but one
    /// of a firing. Written for a duplicate too: an instant may be fired again by a schedule that was set back.
    /// </summary>
    public ScheduleAdvance? Advance { get; init; }
}
