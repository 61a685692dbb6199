using BusQStash.Store.FlowControl;
using BusQStash.Store.Workflows;

namespace BusQStash.Store.Messages;

/// <summary>The states of what a message is related to. Each is <see langword="null"/> when it has none of the kind, or it no longer exists.</summary>
/// <param name="FlowKey">Its flow-control key.</param>
/// <param name="Schedule">The schedule that published it.</param>
/// <param name="Endpoints">Number of endpoints of its URL group.</param>
/// <param name="Run">State of its workflow run.</param>
public sealed record RelatedStates(FlowKeyInfo? FlowKey, ScheduleState? Schedule, int? Endpoints, RunState? Run);
