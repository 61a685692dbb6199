namespace BusQStash.Api.Messages;

/// <summary>The main statement about a message's state.</summary>
/// <param name="Code">One of a closed set.</param>
/// <param name="At">When it ended, or when it continues by itself.</param>
/// <param name="Facts">Values used in the statement's text.</param>
internal sealed record MessageVerdict(string Code, long? At, VerdictFacts Facts);
