namespace BusQStash.Store.Sql;

/// <summary>One of the things a list is narrowed to: a column of keys, and the values one of which an entry must have.</summary>
/// <param name="Column">The column that holds the value's key.</param>
/// <param name="Values">The values; never empty.</param>
internal sealed record Facet(string Column, IReadOnlyList<string> Values)
{
    /// <summary>The column stands for the labels, of which an entry has several: their keys have a table of their own.</summary>
    public const string Label = "label_key";

    /// <summary>More values than this are searched all at once: each would be a part of the statement, and planning it would take longer than its search.</summary>
    private const int MostSingleValues = 16;

    public bool IsLabel => Column == Label;

    public bool HasManyValues => Values.Count > MostSingleValues;

    /// <summary>Those with values, in the order given, but those with many values last.</summary>
    public static IReadOnlyList<Facet> Used(params ReadOnlySpan<(string Column, IReadOnlyList<string> Values)> facets)
    {
        var used = new List<Facet>();
        foreach (var (column, values) in facets)
        {
            if (values.Count > 0)
            {
                used.Add(new Facet(column, [.. values.Distinct(StringComparer.Ordinal)]));
            }
        }

        return [.. used.OrderBy(facet => facet.HasManyValues)];
    }
}
