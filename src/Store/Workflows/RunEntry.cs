namespace BusQStash.Store.Workflows;

/// <summary>An entry of a run's list.</summary>
/// <param name="MessageId">Its message.</param>
/// <param name="Body">The step as it was submitted; the payload for the first.</param>
/// <param name="IsAnswer">The entry is the answer of a call, which is not a step.</param>
public sealed record RunEntry(string MessageId, ReadOnlyMemory<byte> Body, bool IsAnswer = false);
