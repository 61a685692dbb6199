using Dapper;

namespace BusQStash.Store.Sql;

/// <summary>Builds the conditions of a filtered list: values of one filter are OR-ed, filters AND-ed, an empty filter means all.</summary>
internal sealed class KeysetFilter(DynamicParameters? parameters = null)
{
    private readonly List<string> _conditions = [];

    public DynamicParameters Parameters { get; } = parameters ?? new();

    public string Where => _conditions.Count == 0 ? "" : "where " + string.Join(" and ", _conditions);

    /// <summary>All conditions and one more.</summary>
    public string And(string condition) => "where " + string.Join(" and ", _conditions.Append(condition));

    /// <summary>
    /// The column has one of the values. The list is spelled out: what Dapper makes of a list of its own depends on the engine.
    /// </summary>
    public KeysetFilter In<T>(string column, string name, IReadOnlyList<T> values)
    {
        if (values.Count == 0)
        {
            return this;
        }

        for (var i = 0; i < values.Count; i++)
        {
            Parameters.Add($"{name}{i}", values[i]);
        }

        _conditions.Add($"{column} in ({string.Join(", ", Enumerable.Range(0, values.Count).Select(i => $"@{name}{i}"))})");
        return this;
    }

    /// <summary>The condition holds; its parameters are the caller's.</summary>
    public KeysetFilter Holds(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>The condition holds, unless there is no value to hold it against.</summary>
    public KeysetFilter If<T>(string condition, string name, T? value)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            Parameters.Add(name, value);
        }

        return this;
    }

    /// <summary>
    /// The message carries one of the labels. They are stored as ",a,b,"; replacing the label between its commas changes that text exactly
    /// when it is in it, letter by letter, with no wildcard to escape, which LIKE does differently on the two engines.
    /// </summary>
    public KeysetFilter HasLabel(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            return this;
        }

        var alternatives = new List<string>();
        for (var i = 0; i < labels.Count; i++)
        {
            alternatives.Add($"replace(m.labels, @label{i}, '') <> m.labels");
            Parameters.Add($"label{i}", $",{labels[i]},");
        }

        _conditions.Add($"({string.Join(" or ", alternatives)})");
        return this;
    }

    /// <summary>Continues behind the last entry of the page before.</summary>
    public KeysetFilter After<TId>(string timeColumn, string idColumn, bool descending, (long Time, TId Id)? last)
    {
        if (last is { } entry)
        {
            _conditions.Add($"({timeColumn}, {idColumn}) {(descending ? "<" : ">")} (@afterTime, @afterId)");
            Parameters.Add("afterTime", entry.Time);
            Parameters.Add("afterId", entry.Id);
        }

        return this;
    }
}
