namespace BusQStash.Contracts.Messages;

/// <summary>Limits that messages with the same key share (wire contract 19).</summary>
/// <param name="Key">Letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
/// <param name="Parallelism">At most this many deliveries in flight, or <see langword="null"/> for no such limit.</param>
/// <param name="Rate">At most this many starts per period, or <see langword="null"/> for no such limit.</param>
/// <param name="PeriodSeconds">Length of the rate's window in seconds; 1 when not given.</param>
public sealed record FlowControlSpec(string Key, int? Parallelism, int? Rate, int PeriodSeconds);
