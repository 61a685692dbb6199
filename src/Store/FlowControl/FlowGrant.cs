using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A permit that was just granted to this process.</summary>
/// <param name="Permit">The permit.</param>
/// <param name="Message">The unordered message the permit is for, claimed by this process; <see langword="null"/> when the permit is for a lane.</param>
/// <param name="Ticket">The number this process gave the lane's request; <see langword="null"/> for an unordered message.</param>
public sealed record FlowGrant(FlowPermit Permit, StoredMessage? Message, long? Ticket)
{
    /// <summary>The attempt must start within this time, measured from before the grant was requested; <see langword="null"/> when the key has no rate limit.</summary>
    public TimeSpan? StartWithin { get; init; }

    /// <summary>The start of the attempt opens a rate window.</summary>
    public bool Opens { get; init; }
}
