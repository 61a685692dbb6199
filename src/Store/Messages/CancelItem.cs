namespace BusQStash.Store.Messages;

/// <summary>A message somebody wants canceled.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Now">When it was asked for.</param>
internal readonly record struct CancelItem(string MessageId, DateTimeOffset Now);
