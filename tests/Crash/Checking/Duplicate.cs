using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Checking;

/// <summary>An attempt repeated under the same number.</summary>
internal sealed record Duplicate(SinkAttempt First, SinkAttempt Again, DuplicateCause Cause);
