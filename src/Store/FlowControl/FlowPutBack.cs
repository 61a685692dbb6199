namespace BusQStash.Store.FlowControl;

/// <summary>The return of a granted attempt that was not made or was interrupted: the message goes back to its former place in the line.</summary>
/// <param name="Permit">Its permit.</param>
/// <param name="Started">
/// The destination may have seen the attempt. If it has not and the start would have opened a window, the key rests for a period, because the beginning of the window is unknown.
/// </param>
/// <param name="LookIn">Time after which the line should be processed again.</param>
public sealed record FlowPutBack(FlowPermit Permit, bool Started, TimeSpan LookIn);
