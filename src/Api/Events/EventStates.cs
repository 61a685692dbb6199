using System.Collections.Frozen;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>Event states as the API spells them (wire contract 10.5 and 15).</summary>
internal static class EventStates
{
    private static readonly FrozenDictionary<EventState, string> Names = new Dictionary<EventState, string>
    {
        [EventState.Created] = "CREATED",
        [EventState.Active] = "ACTIVE",
        [EventState.Error] = "ERROR",
        [EventState.Retry] = "RETRY",
        [EventState.Delivered] = "DELIVERED",
        [EventState.Failed] = "FAILED",
        [EventState.CancelRequested] = "CANCEL_REQUESTED",
        [EventState.Canceled] = "CANCELED",
    }.ToFrozenDictionary();

    /// <summary>The states a filter word selects: a state, its documented spelling, or a group of states.</summary>
    private static readonly FrozenDictionary<string, EventState[]> Meanings = Names
        .Select(name => (Word: name.Value, States: new[] { name.Key }))
        .Append(("CANCELLED", [EventState.Canceled]))
        .Append(("IN_PROGRESS", [EventState.Active, EventState.Retry, EventState.Error]))
        .ToFrozenDictionary(meaning => meaning.Word, meaning => meaning.States, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word a filter accepts.</summary>
    internal static IReadOnlyCollection<string> Words => Meanings.Keys;

    internal static string NameOf(EventState state) => Names[state];

    internal static IReadOnlyList<EventState>? Read(string word) => Meanings.GetValueOrDefault(word);
}
