namespace BusQStash.Store.FlowControl;

/// <summary>Limits that hold whatever messages carry; <see langword="null"/> leaves one to the messages.</summary>
/// <param name="Parallelism">At most this many in flight.</param>
/// <param name="Rate">At most this many starts per period.</param>
/// <param name="PeriodSeconds">The period in seconds; only with a rate.</param>
public sealed record FlowPin(int? Parallelism, int? Rate, int PeriodSeconds);
