using System.Data.Common;
using System.Globalization;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Events;

/// <summary>Finds the entries of messages with given facets, one page at a time (keyset pagination).</summary>
/// <remarks>
/// <para>
/// (1) For each value of the first facet and each state, read entries from the end of the index, after the previous page. One index covers both, so no entry is read in vain. The
/// other facets are conditions, for which the engine may choose a better index.
/// </para>
/// <para>(2) CREATED leads to the ACTIVE and DELIVERED entries without keys: they follow it within <see cref="EventFacets.CarriedByCreatedMs"/>.</para>
/// <para>(3) A branch that reached its limit may hide later entries, so only entries up to the first such cut are certain. If these are too few, read more.</para>
/// </remarks>
internal sealed class EventSearch
{
    private const string Labels = "select 1 from event_label l where l.time = e.time and l.event_id = e.id";

    // The messages of one value within two seconds usually fill fewer pages than this; the bound keeps a wrong estimate from growing too far.
    private const int MostGrowth = 32;

    private readonly EventQuery _query;
    private readonly IReadOnlyList<Facet> _facets;
    private readonly DynamicParameters _parameters = new();
    private readonly EventWindow _window;
    private readonly FacetKeys _keys;
    private readonly List<EventBranch> _branches = [];
    private readonly EventState[] _led;
    private readonly HashSet<EventState> _wanted;

    public EventSearch(EventQuery query, IReadOnlyList<Facet> facets)
    {
        _query = query;
        _facets = facets;
        _window = new EventWindow(query, _parameters);
        _keys = new FacetKeys(facets, _parameters);
        _wanted = [.. query.States.Count == 0 ? Enum.GetValues<EventState>() : query.States];
        _led = [.. _wanted.Where(state => state is EventState.Active or EventState.Delivered)];
        var searched = _led.Length > 0 ? _wanted.Append(EventState.Created).Distinct() : _wanted;
        foreach (var state in searched)
        {
            foreach (var value in _keys.FirstValues())
            {
                _branches.Add(new EventBranch(_branches.Count, value, state));
            }
        }
    }

    /// <summary>The positions of the page's entries, in order.</summary>
    public async Task<IReadOnlyList<(long Time, long Id)>> FindAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // If only DELIVERED is wanted, some of the messages read have ended otherwise, so twice as many are read.
        var take = _led.Length > 0 && !_wanted.Contains(EventState.Created) ? 2 * _query.Count : _query.Count;
        while (true)
        {
            _parameters.Add("take", take);
            _parameters.Add("count", _query.Count);
            var hits = (await connection.QueryAsync<EventHit>(Statement(), _parameters, cancellationToken)).AsList(); // (1) and (2)
            var end = Cut(hits, take); // (3)
            var found = hits
                .Where(hit => IsWanted(hit) && (end is not { } cut || _window.Compare(hit.Place, cut) <= 0))
                .Select(hit => hit.Place)
                .Distinct()
                .Order(Comparer<(long, long)>.Create(_window.Compare))
                .Take(_query.Count)
                .ToList();
            if (found.Count == _query.Count || end is null)
            {
                return found;
            }

            take = Next(take, hits);
        }
    }

    private string Statement()
    {
        var parts = _branches.Select(branch =>
            $"select {branch.Number} as Branch, time as Time, id as Id from ({Branch(branch)}) b{branch.Number}").ToList();
        if (_led.Length > 0)
        {
            parts.Add($"select {EventHit.Led} as Branch, time as Time, id as Id from ({LedByCreated()}) led");
        }

        return string.Join(" union all ", parts);
    }

    private string Branch(EventBranch branch)
    {
        var state = (int)branch.State;
        var others = _keys.Conditions(1, "e", state, Labels) + (IsLeading(branch) ? "" : EventStatuses.Condition(_query, "e"));
        if (_facets[0].IsLabel)
        {
            // The label table alone suffices, unless other facets apply.
            var entry = others.Length == 0 ? "" : $" and exists (select 1 from event e where e.time = l.time and e.id = l.event_id{others})";
            return $"""
                select l.time, l.event_id as id, l.message_id from event_label l
                where {_keys.First("l.label_key", branch.Value, state)}{Bounds(branch, "l.time", "l.event_id")}{entry}{EventPlaces.Plain(_query, "l")}
                {_window.Order("l.time", "l.event_id")} limit @take
                """;
        }

        return $"""
            select e.time, e.id, e.message_id from event e
            where {_keys.First($"e.{_facets[0].Column}", branch.Value, state)}{Bounds(branch, "e.time", "e.id")}{others}{EventPlaces.Plain(_query, "e")} {_window.Order("e.time", "e.id")} limit @take
            """;
    }

    private string LedByCreated()
    {
        var created = string.Join(" union ", _branches.Where(IsLeading).Select(branch => $"select message_id from ({Branch(branch)}) c{branch.Number}"));
        var states = string.Join(", ", _led.Select(state => ((int)state).ToString(CultureInfo.InvariantCulture)));
        return $"""
            select s.time, s.id from ({created}) c join event s on s.message_id = c.message_id
            where s.url_key is null and s.state in ({states}){EventStatuses.Condition(_query, "s")}{_window.Inside("s.time", "s.id")} {_window.Order("s.time", "s.id")} limit @count
            """;
    }

    private string Bounds(EventBranch branch, string time, string id) =>
        IsLeading(branch) ? _window.MayLeadInside(time) : _window.Inside(time, id);

    private bool IsLeading(EventBranch branch) => branch.State == EventState.Created && _led.Length > 0;

    private bool IsWanted(EventHit hit) =>
        hit.Branch == EventHit.Led || (_wanted.Contains(_branches[hit.Branch].State) && _window.Contains(hit.Place));

    /// <summary>The last position up to which the result is complete; <see langword="null"/> when everything was found.</summary>
    private (long Time, long Id)? Cut(List<EventHit> hits, int take)
    {
        (long Time, long Id)? first = null;
        foreach (var group in hits.GroupBy(hit => hit.Branch))
        {
            var isLed = group.Key == EventHit.Led;
            if (group.Count() < (isLed ? _query.Count : take))
            {
                continue;
            }

            var last = group.Select(hit => hit.Place).MaxBy(place => place, Comparer<(long, long)>.Create(_window.Compare));

            // An earlier message beyond the limit may lead to an entry up to this time.
            var cut = !isLed && IsLeading(_branches[group.Key]) && !_window.EarliestFirst
                ? (last.Time + EventFacets.CarriedByCreatedMs, long.MaxValue)
                : last;
            first = first is { } other && _window.Compare(other, cut) < 0 ? other : cut;
        }

        return first;
    }

    /// <summary>Estimates the limit that covers the time between CREATED and later entries, assuming the density of messages so far.</summary>
    private int Next(int take, List<EventHit> hits)
    {
        var leading = hits.Where(hit => hit.Branch != EventHit.Led && IsLeading(_branches[hit.Branch])).Select(hit => hit.Time).DefaultIfEmpty().ToList();
        var span = Math.Max(1, leading.Max() - leading.Min());
        return (int)Math.Min(int.MaxValue / 2, take * (long)Math.Clamp(2 + (2 * EventFacets.CarriedByCreatedMs / span), 4, MostGrowth));
    }
}
