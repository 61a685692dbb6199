using Dapper;

namespace BusQStash.Store.Sql;

/// <summary>Facet values as parameters of a statement, and the keys derived from them.</summary>
/// <remarks>A key is a hash of the value, computed by the SQL function <c>facet_key</c> of both engines. Its lowest three bits are the entry's state (0 if it has none).</remarks>
internal sealed class FacetKeys
{
    private readonly IReadOnlyList<Facet> _facets;

    public FacetKeys(IReadOnlyList<Facet> facets, DynamicParameters parameters)
    {
        _facets = facets;
        for (var i = 0; i < facets.Count; i++)
        {
            for (var j = 0; j < facets[i].Values.Count; j++)
            {
                parameters.Add($"f{i}v{j}", facets[i].Values[j]);
            }
        }
    }

    /// <summary>The condition that a column holds the key of one value of the first facet, or of any of its values.</summary>
    public string First(string column, int? value, int state) =>
        value is { } one ? $"{column} = {Of(0, one, state)}" : $"{column} in ({All(0, state)})";

    /// <summary>The first facet's values one by one, or <see langword="null"/> for all at once.</summary>
    public IEnumerable<int?> FirstValues() =>
        _facets[0].HasManyValues ? [null] : Enumerable.Range(0, _facets[0].Values.Count).Select(value => (int?)value);

    /// <summary>The conditions of all facets from <paramref name="first"/> on, each preceded by " and ".</summary>
    /// <param name="first">Index of the first facet; earlier ones are handled elsewhere.</param>
    /// <param name="alias">The table with the columns of keys.</param>
    /// <param name="state">The state of the entries searched.</param>
    /// <param name="labels">The part of a subquery that finds an entry's labels, up to its own condition.</param>
    public string Conditions(int first, string alias, int state, string labels) => string.Concat(
        Enumerable.Range(first, _facets.Count - first).Select(i => _facets[i] switch
        {
            { IsLabel: true } => $" and exists ({labels} and l.label_key in ({All(i, state)}))",
            var facet => $" and {alias}.{facet.Column} in ({All(i, state)})",
        }));

    /// <summary>The keys of all values of a facet.</summary>
    public string All(int facet, int state) =>
        string.Join(", ", Enumerable.Range(0, _facets[facet].Values.Count).Select(j => Of(facet, j, state)));

    private static string Of(int facet, int value, int state) => $"facet_key(@f{facet}v{value}, {state})";
}
