using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace BusQStash.Api.Http;

/// <summary>
/// Reads the selection of a bulk call from its query string or from a JSON body with the same names. The action cannot be undone, and an empty selection means everything, so
/// anything that looks like a misspelt selector is refused.
/// </summary>
internal static class Selection
{
    /// <summary>Room for some ten thousand ids.</summary>
    private const long MaxBodyBytes = 1024 * 1024;

    private const string Cursor = "cursor";

    /// <param name="context">The call.</param>
    /// <param name="known">The names that are allowed.</param>
    /// <param name="ids">The one of them that may be an empty list, which selects nothing.</param>
    internal static async Task<(IQueryCollection Values, Refusal? Refusal)> ReadAsync(HttpContext context, IReadOnlySet<string> known, string ids)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        var refusals = new Refusals();
        foreach (var (name, texts) in context.Request.Query.Where(parameter => !IsOurs(parameter.Key)))
        {
            Add(values, name, texts, refusals);
        }

        var body = await RequestBytes.ReadAsync(context.Request, MaxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            refusals.OverLimit($"request body is larger than {MaxBodyBytes} bytes");
        }
        else
        {
            AddBody(values, body, refusals);
        }

        foreach (var (name, texts) in values)
        {
            Check(name, texts, known, ids, refusals);
        }

        return (new QueryCollection(values), refusals.First);
    }

    /// <summary>Whether a parameter is the credential, or configuration that stands for a header.</summary>
    private static bool IsOurs(string name) =>
        name.Equals(RawTarget.TokenParameter, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(RawTarget.ConfigurationPrefix, StringComparison.OrdinalIgnoreCase);

    private static void Check(string name, StringValues texts, IReadOnlySet<string> known, string ids, Refusals refusals)
    {
        if (!known.Contains(name))
        {
            refusals.Malformed($"unknown parameter '{name}': this call takes {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }
        else if (!IsAny(name, ids, Cursor) && texts.All(text => string.IsNullOrWhiteSpace(text?.Trim(',', ' '))))
        {
            refusals.Malformed($"{name} is empty: leave it out if it is not meant to narrow anything down");
        }
    }

    private static bool IsAny(string name, params ReadOnlySpan<string> names)
    {
        foreach (var other in names)
        {
            if (name.Equals(other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddBody(Dictionary<string, StringValues> values, byte[] body, Refusals refusals)
    {
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        JsonText.Mend(body);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                refusals.Malformed("request body must be a JSON object");
                return;
            }

            foreach (var member in json.RootElement.EnumerateObject())
            {
                Add(values, member.Name, Texts(member, refusals), refusals);
            }
        }
        catch (JsonException error)
        {
            refusals.Malformed($"request body is no JSON, at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            // The error surfaces only when the text is read from the document.
            refusals.Malformed("request body is no UTF-8");
        }
    }

    private static void Add(Dictionary<string, StringValues> values, string name, StringValues texts, Refusals refusals)
    {
        if (!values.TryAdd(name, texts))
        {
            refusals.Malformed($"{name} is given twice");
        }
    }

    private static StringValues Texts(JsonProperty member, Refusals refusals)
    {
        IEnumerable<JsonElement> elements = member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : [member.Value];
        List<string> texts = [];
        foreach (var element in elements)
        {
            if (element.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                texts.Add(element.ToString());
            }
            else
            {
                refusals.Malformed($"invalid {member.Name}: it must be a text, a number or a list of those");
            }
        }

        return texts.ToArray();
    }
}
