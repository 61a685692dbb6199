using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A request to restart a failed run as a new run.</summary>
/// <param name="DlqId">Its dead letter.</param>
/// <param name="RunId">The new run's id.</param>
/// <param name="Spec">Message spec of the new run's trigger: that of the failed run with the changes of the request.</param>
/// <param name="FromStart">Restart from the beginning; otherwise keep all finished steps.</param>
/// <param name="Now">The time.</param>
public sealed record RunRevival(string DlqId, string RunId, MessageSpec Spec, bool FromStart, DateTimeOffset Now);
