using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads the filters of single-event lists (wire contract 24.12).</summary>
internal static class RunEventFilters
{
    internal const int MaxCount = 1000;

    internal static RunEventQuery Read(Filters filters, Refusals refusals)
    {
        var query = new RunEventQuery
        {
            Runs = RunFilters.ReadRuns(filters, refusals),
            States = States(filters, refusals),
            MessageIds = filters.Many("messageId"),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
            After = After(filters, refusals),
            Count = Math.Min(filters.Count(MaxCount, int.MaxValue), MaxCount),
        };

        // When runs are named, all other filters are ignored.
        return query.Runs.Runs.Count == 0 ? query : query with { States = [], MessageIds = [], From = null, To = null };
    }

    /// <summary>The cursor after an event.</summary>
    internal static string Cursor(RunEventKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Time}-{key.RunKey}-{key.Place}");

    private static RunEventKey? After(Filters filters, Refusals refusals)
    {
        if (filters.Cursor() is not { } cursor)
        {
            return null;
        }

        if (Filters.IsPairOfNumbers(cursor.Text) && cursor.Text.Split('-') is [var runKey, var place])
        {
            return new RunEventKey(cursor.Number, long.Parse(runKey, CultureInfo.InvariantCulture), long.Parse(place, CultureInfo.InvariantCulture));
        }

        refusals.Malformed("invalid cursor: use the one the page before came with");
        return null;
    }

    private static List<RunEventState> States(Filters filters, Refusals refusals)
    {
        List<RunEventState> states = [];
        foreach (var word in filters.Many("state"))
        {
            if (RunEventStates.TryRead(word, out var meant))
            {
                states.AddRange(meant);
            }
            else
            {
                refusals.Malformed($"invalid state: '{word}' is unknown");
            }
        }

        return states;
    }
}
