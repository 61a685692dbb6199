using Dapper;

namespace BusQStash.Store.Events;

/// <summary>The range of a page: the requested times, the cursor, and the direction.</summary>
internal sealed class EventWindow
{
    private readonly long? _from;
    private readonly long? _to;
    private readonly (long Time, long Id)? _after;

    public EventWindow(EventQuery query, DynamicParameters parameters)
    {
        _from = query.From?.ToUnixTimeMilliseconds();
        _to = query.To?.ToUnixTimeMilliseconds();
        _after = query.After;
        EarliestFirst = query.EarliestFirst;
        foreach (var (name, value) in new[] { ("fromTime", _from), ("toTime", _to), ("afterTime", _after?.Time), ("afterId", _after?.Id) })
        {
            if (value is { } known)
            {
                parameters.Add(name, known);
            }
        }
    }

    public bool EarliestFirst { get; }

    /// <summary>ORDER BY clause for the entries of a table or subquery.</summary>
    public string Order(string time, string id) => EarliestFirst ? $"order by {time}, {id}" : $"order by {time} desc, {id} desc";

    /// <summary>The condition that an entry lies in the range, with " and " before each part.</summary>
    public string Inside(string time, string id) =>
        (_from is null ? "" : $" and {time} >= @fromTime")
        + (_to is null ? "" : $" and {time} <= @toTime")
        + (_after is null ? "" : $" and ({time}, {id}) {(EarliestFirst ? ">" : "<")} (@afterTime, @afterId)");

    /// <summary>The condition that a CREATED entry may lead to an entry in the range: in the range itself, or up to <see cref="EventFacets.CarriedByCreatedMs"/> earlier.</summary>
    public string MayLeadInside(string time) =>
        (_from is null ? "" : $" and {time} >= @fromTime - {EventFacets.CarriedByCreatedMs}")
        + (_to is null ? "" : $" and {time} <= @toTime")
        + (_after, EarliestFirst) switch
        {
            (null, _) => "",
            (_, true) => $" and {time} >= @afterTime - {EventFacets.CarriedByCreatedMs}",
            (_, false) => $" and {time} <= @afterTime",
        };

    public bool Contains((long Time, long Id) entry) =>
        !(entry.Time < _from) && !(entry.Time > _to) && (_after is not { } after || Compare(entry, after) > 0);

    /// <summary>Positive when <paramref name="left"/> comes after <paramref name="right"/> in this direction.</summary>
    public int Compare((long Time, long Id) left, (long Time, long Id) right) => EarliestFirst ? left.CompareTo(right) : right.CompareTo(left);
}
