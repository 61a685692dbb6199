using System.Diagnostics;

namespace BusQStash.Store.Messages;

/// <summary>Context for continuing the trace of an attempt when it is settled. Not stored.</summary>
/// <param name="Context">The span of the attempt.</param>
/// <param name="Destination">The destination of the message, as used in span names.</param>
public readonly record struct AttemptTrace(ActivityContext Context, string Destination);
