using System.Diagnostics;

namespace BusQStash.Store.Messages;

/// <summary>What the trace of an attempt goes on with when the attempt is written down. Not stored.</summary>
/// <param name="Context">The attempt's own span.</param>
/// <param name="Destination">What its message goes to, as spans are called by.</param>
public readonly record struct AttemptTrace(ActivityContext Context, string Destination);
