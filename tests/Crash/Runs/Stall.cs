namespace BusQStash.Crash.Runs;

/// <summary>A delay of a timer by the machine.</summary>
/// <param name="At">When the timer fired.</param>
/// <param name="Length">How late it was.</param>
internal readonly record struct Stall(TimeSpan At, TimeSpan Length);
