using BusQStash.Api.Http;
using BusQStash.Rules.Durations;

namespace BusQStash.Api.Schedules;

/// <summary>An interval, <c>@every 1h30m</c>: fires at a fixed distance from the creation, unaffected by clock changes of a zone.</summary>
internal sealed class CronInterval
{
    private const string Word = "@every";

    /// <summary>A longer interval would pass the last date of the calendar.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100 * 365);

    // Whole seconds, as in cron: fractions are dropped from the interval and from its first instant.
    private readonly TimeSpan _length;

    private CronInterval(TimeSpan length) => _length = length;

    internal static bool IsOne(string text) =>
        text.StartsWith(Word, StringComparison.OrdinalIgnoreCase) && (text.Length == Word.Length || text[Word.Length] is ' ' or '\t');

    /// <summary>Parses an interval.</summary>
    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(string written, out CronInterval? interval)
    {
        interval = null;
        var text = written[Word.Length..].Trim();
        if (!Duration.TryParseGo(text, out var length) || !char.IsAsciiLetter(text[^1]))
        {
            // A bare number has no unit and is ambiguous.
            return $"{Word} takes a duration such as 90s, 15m or 1h30m, not '{ByteText.ToText(text)}'";
        }

        if (length < TimeSpan.FromSeconds(1) || length > Longest)
        {
            return $"{Word} takes a duration of a second to a hundred years, not '{ByteText.ToText(text)}'";
        }

        interval = new CronInterval(TimeSpan.FromSeconds(Math.Floor(length.TotalSeconds)));
        return null;
    }

    /// <summary>The instant after a given one.</summary>
    internal DateTimeOffset? After(DateTimeOffset time)
    {
        var second = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
        return DateTimeOffset.MaxValue - second < _length ? null : second + _length;
    }

    /// <summary>The first instant at or after a time, counted from a known instant.</summary>
    internal DateTimeOffset? From(DateTimeOffset time, DateTimeOffset known)
    {
        if (time <= known)
        {
            return known;
        }

        var (gone, rest) = Math.DivRem((time - known).Ticks, _length.Ticks);
        var last = known + (gone * _length);
        return rest == 0 ? last : After(last);
    }
}
