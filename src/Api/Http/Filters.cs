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

    /// <summary>Hosts in their stored form.</summary>
    internal IReadOnlyList<string> Hosts() => [.. Many("host").Select(host => host.ToLowerInvariant())];

    /// <summary>Caller IP addresses in their stored form, under the documented and the deprecated name.</summary>
    internal IReadOnlyList<string> CallerIps() => Read<string>(
        "callerIp",
        text => IPAddress.TryParse(text, out var address) ? [(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()] : null,
        "is not an IP address",
        Many("callerIp", "callerIP"));

    internal string? One(string name) => query[name].FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    internal IReadOnlyList<int> Numbers(string name) => Read<int>(
        name, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? [number] : null, "is not a number");

    /// <summary>What the values of a filter mean; a value without a meaning is refused.</summary>
    /// <param name="name">The filter.</param>
    /// <param name="read">The meanings of a value, or <see langword="null"/>.</param>
    /// <param name="wrong">What a value without a meaning is.</param>
    /// <param name="texts">The values, if they do not only come under <paramref name="name"/>.</param>
    internal IReadOnlyList<T> Read<T>(string name, Func<string, IReadOnlyList<T>?> read, string wrong, IReadOnlyList<string>? texts = null)
    {
        List<T> values = [];
        foreach (var text in texts ?? Many(name))
        {
            if (read(text) is { } meant)
            {
                values.AddRange(meant);
            }
            else
            {
                refusals.Malformed($"invalid {name}: '{text}' {wrong}");
            }
        }

        return values;
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
    internal (long Number, string Text)? Cursor() => Cursor(static (number, text) => ((long, string)?)(number, text));

    /// <summary>A cursor of two numbers.</summary>
    internal (long First, long Second)? CursorOfNumbers() => Cursor(static (number, text) => Number(text) is { } second ? (number, second) : ((long, long)?)null);

    /// <summary>A cursor that begins with a number; <paramref name="read"/> returns <see langword="null"/> if its rest was not issued by this API.</summary>
    internal T? Cursor<T>(Func<long, string, T?> read)
        where T : struct
    {
        if (One("cursor") is not { } text)
        {
            return null;
        }

        if (text.Split('-', 2) is [var first, { Length: > 0 } rest] && Number(first) is { } number && read(number, rest) is { } cursor)
        {
            return cursor;
        }

        refusals.Malformed("invalid cursor: use the one the page before came with");
        return null;
    }

    /// <summary>Two numbers, as in dead letter ids; <see langword="null"/> for any other text.</summary>
    internal static (long Left, long Right)? Pair(string text) =>
        text.Split('-') is [var left, var right] && (Number(left), Number(right)) is ({ } first, { } second) ? (first, second) : null;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
