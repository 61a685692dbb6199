using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>The run that waits for a run it invoked, and the step that is appended to it when the invoked run ends.</summary>
/// <param name="RunId">The invoking run.</param>
/// <param name="Url">Its endpoint.</param>
/// <param name="Facts">The invoking step.</param>
/// <param name="Step">That step as submitted, without its result.</param>
/// <param name="Resume">The message that resumes the invoking run.</param>
/// <param name="OwnsRetries">The message has its own retry setting.</param>
public sealed record RunInvoker(string RunId, string Url, StepFacts Facts, byte[] Step, MessageSpec Resume, bool OwnsRetries);
