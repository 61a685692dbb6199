namespace BusQStash.Client.Server;

/// <summary>A long-running attempt.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Since">When it began.</param>
/// <param name="Host">The host it calls.</param>
public sealed record RunningAttempt(string MessageId, DateTimeOffset Since, string Host);
