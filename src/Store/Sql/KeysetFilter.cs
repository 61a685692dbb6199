using Dapper;

namespace BusQStash.Store.Sql;

/// <summary>Builds the conditions of a filtered list with keyset pagination: values of one filter are OR-ed, filters AND-ed, and an empty filter matches all.</summary>
internal sealed class KeysetFilter(DynamicParameters? parameters = null)
{
    private readonly List<string> _conditions = [];

    public DynamicParameters Parameters { get; } = parameters ?? new();

    public string Where => _conditions.Count == 0 ? "" : "where " + string.Join(" and ", _conditions);

    /// <summary>All conditions, and an additional one.</summary>
    public string And(string condition) => "where " + string.Join(" and ", _conditions.Append(condition));

    /// <summary>The column has one of the values. The list is expanded here, because Dapper's own expansion depends on the engine.</summary>
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

    /// <summary>Adds a condition whose parameters the caller provides.</summary>
    public KeysetFilter Holds(string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    /// <summary>Adds a condition, unless the value is <see langword="null"/>.</summary>
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
    /// The message has one of the labels, which are stored as ",a,b,". Replacing ",label," changes the text exactly when the label occurs in it, case-sensitive and without
    /// wildcards to escape, unlike LIKE, which differs between the engines.
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

    /// <summary>Continues after the last entry of the previous page (keyset pagination).</summary>
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
