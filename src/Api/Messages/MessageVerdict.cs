namespace BusQStash.Api.Messages;

/// <summary>What is to be said of a message first.</summary>
/// <param name="Code">One of a closed set.</param>
/// <param name="At">When it ended, or when it goes on by itself.</param>
/// <param name="Facts">What it is told with.</param>
internal sealed record MessageVerdict(string Code, long? At, VerdictFacts Facts);
