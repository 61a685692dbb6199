using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>What a grant does to a key.</summary>
/// <param name="Granted">Entries that get a permit, in the order of the line.</param>
/// <param name="Opened">Their starts open a window.</param>
/// <param name="WindowStartedAt">The window.</param>
/// <param name="WindowCount">Its starts, those granted now included.</param>
/// <param name="WindowLag">How late its first start may be beyond the margin.</param>
/// <param name="StartWithin">Milliseconds within which those granted now must start; <see langword="null"/> for any time.</param>
/// <param name="WakeAt">When the line is to be looked at again; <see langword="null"/> when something happens before that could matter.</param>
internal sealed record FlowDecision(
    IReadOnlyList<FlowLineEntry> Granted,
    bool Opened,
    long WindowStartedAt,
    int WindowCount,
    int WindowLag,
    long? StartWithin,
    long? WakeAt)
{
    /// <summary>The grant of an entry as its worker is told.</summary>
    public FlowGrant GrantOf(FlowLineEntry entry, FlowPermit permit, StoredMessage? message) => new(permit, message, entry.Ticket)
    {
        StartWithin = StartWithin is { } limit ? TimeSpan.FromMilliseconds(limit) : null,
        Opens = Opened,
    };
}
