namespace BusQStash.Store.FlowControl;

/// <summary>What a grant does to a key.</summary>
/// <param name="Granted">Entries that get a permit, in the order of the line.</param>
/// <param name="Opened">Their starts open a window.</param>
/// <param name="WindowStartedAt">The window.</param>
/// <param name="WindowCount">Its starts, those granted now included.</param>
/// <param name="WakeAt">When the line is to be looked at again; <see langword="null"/> when something happens before that could matter.</param>
internal sealed record FlowDecision(IReadOnlyList<FlowLineEntry> Granted, bool Opened, long WindowStartedAt, int WindowCount, long? WakeAt);
