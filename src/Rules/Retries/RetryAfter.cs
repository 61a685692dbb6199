using System.Globalization;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Durations;

namespace BusQStash.Rules.Retries;

/// <summary>The wait a destination's answer requests (wire contract 10.3).</summary>
internal static class RetryAfter
{
    // The first usable header decides.
    private static readonly string[] Names =
        ["Retry-After", "X-RateLimit-Reset", "X-RateLimit-Reset-Requests", "X-RateLimit-Reset-Tokens"];

    // RFC 9110 section 5.6.7: the format to send, and the two obsolete ones a parser must accept.
    private static readonly string[] Dates = ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>The wait, or <see langword="null"/> when the answer has no usable one. Zero means at once; more than a day is unusable.</summary>
    public static TimeSpan? From(IReadOnlyList<HeaderLine> headers, DateTimeOffset now)
    {
        foreach (var name in Names)
        {
            foreach (var header in headers)
            {
                if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && Parse(header.Value, now) is { } wait)
                {
                    return wait;
                }
            }
        }

        return null;
    }

    /// <summary>Parses seconds, a date in any of HTTP's three formats or a Go duration. A past date means at once.</summary>
    public static TimeSpan? Parse(string value, DateTimeOffset now)
    {
        var text = value.AsSpan().Trim();
        if (DateTimeOffset.TryParseExact(
            text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date))
        {
            return date - now is var wait && wait <= Backoff.Longest ? Max(wait, TimeSpan.Zero) : null;
        }

        return Duration.TryParseGo(text, out var duration) && duration <= Backoff.Longest ? duration : null;
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
