using System.Globalization;
using System.Net;
using BusQStash.Rules.Destinations;

namespace BusQStash.Api.Http;

/// <summary>Reads list filters from a query string (wire contract 2.5, rule 8): values may be repeated or comma-separated.</summary>
internal sealed class Filters(IQueryCollection query, Refusals refusals)
{
    /// <summary>All values of a filter, under any of its spellings. A malformed id matches nothing, like the id of a deleted object (wire contract 2.3).</summary>
    internal IReadOnlyList<string> Many(params ReadOnlySpan<string> names)
    {
        List<string> values = [];
        foreach (var name in names)
        {
            foreach (var value in query[name])
            {
                values.AddRange((value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return values;
    }

    /// <summary>URL values. URLs may contain commas themselves, so only a comma followed by a new URL separates.</summary>
    internal IReadOnlyList<string> Urls(string name)
    {
        if (Many(name) is [var first, ..] && !DestinationUrl.HasHttpScheme(first))
        {
            refusals.Malformed($"invalid {name}: '{first}' is no http(s) URL");
        }

        List<List<string>> urls = [];
        foreach (var part in Many(name))
        {
            if (urls.Count > 0 && !DestinationUrl.HasHttpScheme(part))
            {
                urls[^1].Add(part);
            }
            else
            {
                urls.Add([part]);
            }
        }

        return [.. urls.Select(parts => string.Join(',', parts))];
    }

    /// <summary>Caller IP addresses in their stored form, under the documented and the deprecated name.</summary>
    internal IReadOnlyList<string> CallerIps()
    {
        List<string> addresses = [];
        foreach (var text in Many("callerIp", "callerIP"))
        {
            if (IPAddress.TryParse(text, out var address))
            {
                addresses.Add((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
            }
            else
            {
                refusals.Malformed($"invalid callerIp: '{text}' is not an IP address");
            }
        }

        return addresses;
    }

    /// <summary>
    /// Refuses a parameter that is not in <paramref name="known"/>. For calls that change what their filters select: ignoring a misspelt filter would select everything.
    /// </summary>
    internal void OnlyKnown(IReadOnlyCollection<string> known)
    {
        if (query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            refusals.Malformed($"unknown filter '{unknown}': use one of {string.Join(", ", known)}");
        }
    }

    internal string? One(string name) => query[name].FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    internal IReadOnlyList<int> Numbers(string name)
    {
        List<int> numbers = [];
        foreach (var text in Many(name))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                refusals.Malformed($"invalid {name}: '{text}' is not a number");
            }
        }

        return numbers;
    }

    /// <summary>The number of entries requested, from 1 to <paramref name="most"/>.</summary>
    internal int Count(int usual, int most)
    {
        if (One("count") is not { } text)
        {
            return usual;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= most)
        {
            return (int)count;
        }

        refusals.Malformed($"invalid count: '{text}' is not a number from 1 to {most}");
        return usual;
    }

    internal DateTimeOffset? Time(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var time)
            && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((long)time);
        }

        refusals.Malformed($"invalid {name}: '{text}' is not a time in unix milliseconds");
        return null;
    }

    /// <summary>Whether the requested order is <paramref name="reversed"/> rather than the usual one.</summary>
    internal bool Order(string usual, string reversed)
    {
        var text = One("order");
        if (text is null || text.Equals(usual, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (text.Equals(reversed, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        refusals.Malformed($"invalid order: '{text}' is neither {usual} nor {reversed}");
        return false;
    }

    /// <summary>A cursor of the form <c>number-rest</c>, as this API issues it.</summary>
    internal (long Number, string Text)? Cursor()
    {
        if (One("cursor") is not { } text)
        {
            return null;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && dash < text.Length - 1
            && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (number, text[(dash + 1)..]);
        }

        refusals.Malformed("invalid cursor: use the one the page before came with");
        return null;
    }

    /// <summary>Whether a text has the form of dead letter ids, which cursors carry.</summary>
    internal static bool IsPairOfNumbers(string text) =>
        text.Split('-') is [var left, var right] && IsNumber(left) && IsNumber(right);

    private static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
