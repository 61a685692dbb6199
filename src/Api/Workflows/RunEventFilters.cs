using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the filters of single-event lists (wire contract 24.12).</summary>
internal static class RunEventFilters
{
    internal const int MaxCount = 1000;

    internal static RunEventQuery Read(Filters filters)
    {
        var query = new RunEventQuery
        {
            Runs = RunFilters.ReadRuns(filters),
            States = filters.Read("state", RunEventStates.Read, "is unknown"),
            MessageIds = filters.Many("messageId"),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
            After = filters.Cursor(static (time, text) => Filters.Pair(text) is var (runKey, place) ? new RunEventKey(time, runKey, place) : (RunEventKey?)null),
            Count = Math.Min(filters.Count(MaxCount, int.MaxValue), MaxCount),
        };

        // When runs are named, all other filters are ignored.
        return query.Runs.Runs.Count == 0 ? query : query with { States = [], MessageIds = [], From = null, To = null };
    }

    /// <summary>The cursor after an event.</summary>
    internal static string Cursor(RunEventKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Time}-{key.RunKey}-{key.Place}");
}
