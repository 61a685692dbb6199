namespace BusQStash.Store.Queues;

/// <summary>A callback that is waited for.</summary>
/// <param name="MessageId">Its message.</param>
/// <param name="State">Where that is, in a word.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="NextAt">Its next attempt, unix milliseconds.</param>
public sealed record CallbackView(string MessageId, string State, string Url, long? NextAt);
