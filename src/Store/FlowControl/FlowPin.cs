namespace BusQStash.Store.FlowControl;

/// <summary>Limits that override those of messages; <see langword="null"/> leaves a limit to the messages.</summary>
/// <param name="Parallelism">Maximum number of messages in flight.</param>
/// <param name="Rate">Maximum number of starts per period.</param>
/// <param name="PeriodSeconds">The period in seconds; only with a rate.</param>
public sealed record FlowPin(int? Parallelism, int? Rate, int PeriodSeconds);
