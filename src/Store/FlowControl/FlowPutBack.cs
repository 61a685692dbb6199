namespace BusQStash.Store.FlowControl;

/// <summary>A granted attempt that is not made, or was cut off: it goes back to its own place in the line.</summary>
/// <param name="Permit">Its permit.</param>
/// <param name="Started">The destination may have seen it. If not, and its start would have opened a window, the key rests for a period: nobody knows when the window begins.</param>
/// <param name="LookIn">When the line should be looked at again.</param>
public sealed record FlowPutBack(FlowPermit Permit, bool Started, TimeSpan LookIn);
