using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>A permit this process was just given.</summary>
/// <param name="Permit">The permit.</param>
/// <param name="Message">The unordered message it is for, claimed by this process; <see langword="null"/> when a lane waits for it.</param>
/// <param name="Ticket">The number the lane's wish was given by this process; <see langword="null"/> for an unordered message.</param>
public sealed record FlowGrant(FlowPermit Permit, StoredMessage? Message, long? Ticket)
{
    /// <summary>The attempt must start within this time from before the grant was asked for; <see langword="null"/> when nobody counts starts.</summary>
    public TimeSpan? StartWithin { get; init; }

    /// <summary>Its start opens a window of a rate.</summary>
    public bool Opens { get; init; }
}
