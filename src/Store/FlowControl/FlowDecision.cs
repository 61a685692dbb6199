using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>The changes a grant makes to a key.</summary>
/// <param name="Granted">Entries that get a permit, in the order of the line.</param>
/// <param name="Opened">Their starts open a rate window.</param>
/// <param name="WindowStartedAt">Start of the window.</param>
/// <param name="WindowCount">Starts in the window, including those granted now.</param>
/// <param name="WindowLag">How late the window's first start may be beyond the margin, in milliseconds.</param>
/// <param name="StartWithin">Milliseconds within which those granted now must start; <see langword="null"/> for no limit.</param>
/// <param name="WakeAt">When the line must be processed again; <see langword="null"/> when only a change can make that necessary.</param>
internal sealed record FlowDecision(
    IReadOnlyList<FlowLineEntry> Granted,
    bool Opened,
    long WindowStartedAt,
    int WindowCount,
    int WindowLag,
    long? StartWithin,
    long? WakeAt)
{
    /// <summary>The grant of an entry as returned to its worker.</summary>
    public FlowGrant GrantOf(FlowLineEntry entry, FlowPermit permit, StoredMessage? message) => new(permit, message, entry.Ticket)
    {
        StartWithin = StartWithin is { } limit ? TimeSpan.FromMilliseconds(limit) : null,
        Opens = Opened,
    };
}
