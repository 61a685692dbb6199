namespace BusQStash.Store.Sql;

/// <summary>A facet filter of a list: a column of keys, and the values of which an entry must have one.</summary>
/// <param name="Column">The column that holds the value's key.</param>
/// <param name="Values">The values; never empty.</param>
internal sealed record Facet(string Column, IReadOnlyList<string> Values)
{
    /// <summary>Stands for the labels: an entry has several, so their keys are stored in their own table.</summary>
    public const string Label = "label_key";

    /// <summary>More values than this are searched together: each would be a part of the statement, and planning it would take longer than searching it.</summary>
    private const int MostSingleValues = 16;

    public bool IsLabel => Column == Label;

    public bool HasManyValues => Values.Count > MostSingleValues;

    /// <summary>Facets with values, in the given order, but those with many values last.</summary>
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
