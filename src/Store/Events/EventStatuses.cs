using System.Globalization;

namespace BusQStash.Store.Events;

/// <summary>The filter by the status of the response. It has no index of its own, so it only reads entries in a state that can have the status.</summary>
internal static class EventStatuses
{
    /// <summary>Stands for a failed attempt without a response.</summary>
    private const int None = 0;

    private static readonly EventState[] Failures = [EventState.Error, EventState.Failed];

    /// <summary>The status of an entry in SQL: <see langword="null"/> for states that have none.</summary>
    public static string Column(string entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"case when {entry}.state in ({(int)EventState.Error}, {(int)EventState.Failed}) then coalesce({entry}.response_status, {None}) else {entry}.response_status end");

    /// <summary>The query limited to states that can have one of its statuses; <see langword="null"/> if no entry can match.</summary>
    public static EventQuery? Narrow(EventQuery query)
    {
        if (query.ResponseStatuses.Count == 0)
        {
            return query;
        }

        // Only a 2xx delivers a message; the many delivered ones need not be read to find another status.
        var carrying = query.ResponseStatuses.Any(status => status is >= 200 and < 300) ? [.. Failures, EventState.Delivered] : Failures;
        EventState[] states = query.States.Count == 0 ? carrying : [.. query.States.Intersect(carrying)];
        return states.Length == 0 ? null : query with { States = states };
    }

    /// <summary>The condition of a narrowed query on an entry, with " and " before it.</summary>
    public static string Condition(EventQuery query, string entry) => query.ResponseStatuses.Count == 0
        ? ""
        : $" and coalesce({entry}.response_status, {None}) in ({string.Join(", ", query.ResponseStatuses.Select(status => status.ToString(CultureInfo.InvariantCulture)))})";

    /// <summary>Whether an entry has one of the query's statuses.</summary>
    public static bool Fit(EventQuery query, EventState state, int? status) =>
        query.ResponseStatuses.Count == 0 || (query.ResponseStatuses.Contains(status ?? None) && (state == EventState.Delivered || Failures.Contains(state)));
}
