namespace BusQStash.Store.Messages;

/// <summary>A request to cancel a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Now">When the cancellation was requested.</param>
internal readonly record struct CancelItem(string MessageId, DateTimeOffset Now);
