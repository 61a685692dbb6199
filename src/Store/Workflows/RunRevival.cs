using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>The wish to run a failed run again, as a new one.</summary>
/// <param name="DlqId">Its dead letter.</param>
/// <param name="RunId">The new run's id.</param>
/// <param name="Spec">What the new run's trigger asks for: that of the old one, with what the request changes.</param>
/// <param name="FromStart">From its beginning; otherwise with all finished steps.</param>
/// <param name="Now">The time.</param>
public sealed record RunRevival(string DlqId, string RunId, MessageSpec Spec, bool FromStart, DateTimeOffset Now);
