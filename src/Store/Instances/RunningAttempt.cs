namespace BusQStash.Store.Instances;

/// <summary>A long-running attempt in flight.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Since">When it started, unix milliseconds.</param>
/// <param name="Host">Its destination's host.</param>
public sealed record RunningAttempt(string MessageId, long Since, string Host);
