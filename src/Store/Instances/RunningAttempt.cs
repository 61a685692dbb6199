namespace BusQStash.Store.Instances;

/// <summary>An attempt in flight that has taken a while.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Since">When it began, unix milliseconds.</param>
/// <param name="Host">Its destination's host.</param>
public sealed record RunningAttempt(string MessageId, long Since, string Host);
