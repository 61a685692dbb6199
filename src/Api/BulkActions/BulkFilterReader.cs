using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using BusQStash.Api.Dlq;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.BulkActions;
using Microsoft.Extensions.Primitives;

namespace BusQStash.Api.BulkActions;

/// <summary>
/// Reads the filters of a bulk action. The action cannot be undone, and no filter at all means everything, so anything that looks like a misspelt filter is refused.
/// </summary>
internal static class BulkFilterReader
{
    private static readonly FrozenSet<string> OfDeadLetters =
        DlqFilters.Names.Except(["api", "cursor", "count", "order", "path"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OfMessages = FrozenSet.ToFrozenSet(
        ["url", "host", "path", "topicName", "queueName", "label", "flowControlKey", "scheduleId", "callerIp", "fromDate", "toDate"], StringComparer.OrdinalIgnoreCase);

    internal static MessageFilter Messages(IReadOnlyDictionary<string, JsonElement> filter, Refusals refusals) =>
        MessageSelection.ReadFilter(new Filters(Values(filter, OfMessages, refusals), refusals));

    internal static DeadLetterFilter DeadLetters(IReadOnlyDictionary<string, JsonElement> filter, Refusals refusals)
    {
        var (query, hosts) = DlqFilters.ReadWithHosts(Values(filter, OfDeadLetters, refusals), refusals);
        return new DeadLetterFilter { Query = query, Hosts = hosts };
    }

    private static QueryCollection Values(IReadOnlyDictionary<string, JsonElement> filter, FrozenSet<string> known, Refusals refusals)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, element) in filter)
        {
            var texts = Texts(element);
            if (!known.Contains(name))
            {
                refusals.Malformed($"unknown filter '{name}': use {string.Join(", ", known.Order(StringComparer.Ordinal))}");
            }
            else if (texts is null)
            {
                refusals.Malformed($"invalid {name}: it is a text, a number, or an array of them");
            }
            else if (texts.Length == 0 || texts.All(string.IsNullOrWhiteSpace))
            {
                refusals.Malformed($"{name} is empty: leave it out if it is not meant to narrow anything down");
            }
            else
            {
                values[name] = texts;
            }
        }

        return new QueryCollection(values);
    }

    private static string[]? Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Number => [element.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : element.GetRawText()],
        JsonValueKind.Array when element.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String or JsonValueKind.Number) =>
            [.. element.EnumerateArray().SelectMany(one => Texts(one)!)],
        _ => null,
    };
}
