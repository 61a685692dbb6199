using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>Merges publish headers from several layers: a name set in a higher layer hides all its values in lower ones. Names are case-insensitive.</summary>
internal sealed class HeaderLayers
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Stacks layers, lowest first.</summary>
    internal HeaderLayers(params ReadOnlySpan<IReadOnlyList<HeaderLine>> layers)
    {
        foreach (var layer in layers)
        {
            HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in layer)
            {
                if (seen.Add(name) || !_values.TryGetValue(name, out var values))
                {
                    _values[name] = [value];
                }
                else
                {
                    values.Add(value);
                }
            }
        }
    }

    /// <summary>The value of a header; <see langword="null"/> when it is missing or blank.</summary>
    internal string? One(string name) =>
        _values.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0].Trim() : null;

    /// <summary>The elements of a list header, in one line or in several.</summary>
    internal IEnumerable<string> Parts(string name) =>
        _values.TryGetValue(name, out var values)
            ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : [];

    /// <summary>All headers whose name starts with a prefix; the prefix is removed.</summary>
    internal IEnumerable<HeaderLine> Under(string prefix) =>
        from header in _values
        where header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        from value in header.Value
        select new HeaderLine(header.Key[prefix.Length..], value);
}
