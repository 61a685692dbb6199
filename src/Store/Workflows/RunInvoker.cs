using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>The run that waits for the one it invoked, and what is appended to it when that one ends.</summary>
/// <param name="RunId">The invoking run.</param>
/// <param name="Url">Its endpoint.</param>
/// <param name="Facts">The step that invokes.</param>
/// <param name="Step">That step as it was submitted, without its result.</param>
/// <param name="Resume">The message that resumes the invoking run.</param>
/// <param name="OwnsRetries">The message says how often it is retried.</param>
public sealed record RunInvoker(string RunId, string Url, StepFacts Facts, byte[] Step, MessageSpec Resume, bool OwnsRetries);
