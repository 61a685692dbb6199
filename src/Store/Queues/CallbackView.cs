namespace BusQStash.Store.Queues;

/// <summary>A callback that a queue's message waits for.</summary>
/// <param name="MessageId">Id of the callback message.</param>
/// <param name="State">Name of its state.</param>
/// <param name="Url">Its destination.</param>
/// <param name="NextAt">When its next attempt is due, unix milliseconds.</param>
public sealed record CallbackView(string MessageId, string State, string Url, long? NextAt);
