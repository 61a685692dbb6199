namespace BusQStash.Crash.Runs;

/// <summary>The machine let a timer wait for its turn.</summary>
/// <param name="At">When the turn came.</param>
/// <param name="Length">How late that was.</param>
internal readonly record struct Stall(TimeSpan At, TimeSpan Length);
