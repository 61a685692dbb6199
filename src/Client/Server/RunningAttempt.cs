namespace BusQStash.Client.Server;

/// <summary>An attempt that takes long.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Since">When it began.</param>
/// <param name="Host">Whom it calls.</param>
public sealed record RunningAttempt(string MessageId, DateTimeOffset Since, string Host);
