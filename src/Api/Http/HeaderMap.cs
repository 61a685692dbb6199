using BusQStash.Contracts.Messages;
using BusQStash.Rules.Headers;

namespace BusQStash.Api.Http;

/// <summary>Converts headers to the form of JSON resources: a name with an array of values.</summary>
internal static class HeaderMap
{
    /// <summary>The headers by name; <see langword="null"/> (left out) when there are none.</summary>
    internal static Dictionary<string, List<string>>? Of(IReadOnlyList<HeaderLine> headers, Func<HeaderLine, string>? show = null)
    {
        if (headers.Count == 0)
        {
            return null;
        }

        var map = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var header in headers)
        {
            var name = HeaderName.Canonical(header.Name);
            if (!map.TryGetValue(name, out var values))
            {
                map[name] = values = [];
            }

            values.Add(show is null ? ByteText.ToText(header.Value) : show(header));
        }

        return map;
    }
}
