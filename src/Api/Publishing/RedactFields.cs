using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Headers;

namespace BusQStash.Api.Publishing;

/// <summary>Reads <c>body, header[Authorization]</c> (wire contract 3.1); singular and plural forms are accepted.</summary>
internal static class RedactFields
{
    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(IEnumerable<string> fields, out RedactionSpec? spec)
    {
        spec = null;
        var body = false;
        var all = false;
        List<string> names = [];
        foreach (var field in fields)
        {
            if (field.Equals("body", StringComparison.OrdinalIgnoreCase))
            {
                body = true;
            }
            else if (field.Equals("header", StringComparison.OrdinalIgnoreCase) || field.Equals("headers", StringComparison.OrdinalIgnoreCase))
            {
                all = true;
            }
            else if (NameIn(field) is { } name)
            {
                names.Add(HeaderName.Canonical(name));
            }
            else
            {
                return $"'{ByteText.ToText(field)}' is none of body, headers and headers[Name]";
            }
        }

        spec = body || all || names.Count > 0 ? new RedactionSpec(body, all, names) : null;
        return null;
    }

    private static string? NameIn(string field)
    {
        var bracket = field.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0 || !field.EndsWith(']') || field[..bracket].TrimEnd().ToLowerInvariant() is not ("header" or "headers"))
        {
            return null;
        }

        var name = field[(bracket + 1)..^1].Trim();
        return ByteText.IsToken(name) ? name : null;
    }
}
