using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>Reads what a list of events is narrowed to (wire contract 15).</summary>
internal static class EventFilters
{
    private const int UsualCount = 100;
    private const int MaxCount = 1000;

    internal static EventQuery Read(IQueryCollection query, Refusals refusals)
    {
        var filters = new Filters(query, refusals);
        return new EventQuery
        {
            MessageIds = filters.Many("messageId", "messageIds"),
            States = States(filters, refusals),
            Urls = filters.Urls("url"),
            QueueNames = filters.Many("queueName"),
            Labels = filters.Many("label"),
            TopicNames = filters.Many("topicName"),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
            EarliestFirst = filters.Order("latestFirst", "earliestFirst"),
            After = After(filters, refusals),
            Count = filters.Count(UsualCount, MaxCount),
        };
    }

    private static List<EventState> States(Filters filters, Refusals refusals)
    {
        List<EventState> states = [];
        foreach (var word in filters.Many("state"))
        {
            if (EventStates.TryRead(word, out var meant))
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

    private static (long Time, long Id)? After(Filters filters, Refusals refusals)
    {
        if (filters.Cursor() is not { } cursor)
        {
            return null;
        }

        if (long.TryParse(cursor.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return (cursor.Number, id);
        }

        refusals.Malformed("invalid cursor: use the one the page before came with");
        return null;
    }
}
