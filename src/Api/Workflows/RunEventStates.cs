using System.Collections.Frozen;
using BusQStash.Api.Events;
using BusQStash.Store.Events;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>States of single events as the API spells them: those of runs, of steps and of messages (wire contract 24.12).</summary>
internal static class RunEventStates
{
    private static readonly FrozenDictionary<RunEventState, string> Names = new Dictionary<RunEventState, string>
    {
        [RunEventState.RunStarted] = RunStates.TextOf(RunState.Alive),
        [RunEventState.RunSucceeded] = RunStates.TextOf(RunState.Succeeded),
        [RunEventState.RunFailed] = RunStates.TextOf(RunState.Failed),
        [RunEventState.RunCanceled] = RunStates.TextOf(RunState.Canceled),
        [RunEventState.StepSucceeded] = StepResources.Success,
        [RunEventState.StepInProgress] = StepResources.Progress,
        [RunEventState.WaiterAdded] = "WAITER_ADDED",
        [RunEventState.Invoked] = "INVOKED",
    }.ToFrozenDictionary();

    internal static string NameOf(RunEventState state) =>
        state >= RunEventState.Message ? EventStates.NameOf((EventState)(state - RunEventState.Message)) : Names[state];

    /// <summary>Step states that are filtered by the states of the steps' messages.</summary>
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["STEP_RETRY"] = "RETRY",
        ["STEP_FAILED"] = "FAILED",
        ["STEP_CANCELED"] = "CANCELED",
        ["RUN_CANCELLED"] = RunStates.TextOf(RunState.Canceled),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The states a filter word selects: one or several; <see langword="null"/> for an unknown word.</summary>
    internal static IReadOnlyList<RunEventState>? Read(string word)
    {
        var name = Synonyms.GetValueOrDefault(word, word);
        RunEventState[] states = EventStates.Read(name) is { } meant
            ? [.. meant.Select(state => RunEventState.Message + (int)state)]
            : [.. Names.Where(known => known.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(known => known.Key)];
        return states.Length > 0 ? states : null;
    }
}
