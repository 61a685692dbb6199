using System.Diagnostics.CodeAnalysis;
using BusQStash.Api.Http;

namespace BusQStash.Api.Schedules;

/// <summary>
/// When a schedule fires (wire contract 18.2), in the dialect of robfig/cron: a cron expression of five fields, or six with seconds, in a time zone; or an interval, <c>@every
/// 1h</c>.
/// </summary>
internal sealed class CronSchedule
{
    // Both mean the same in that dialect; the second is the older one.
    private static readonly string[] ZonePrefixes = ["CRON_TZ=", "TZ="];

    private readonly CronFields? _fields;
    private readonly CronInterval? _interval;

    private CronSchedule(CronFields? fields, CronInterval? interval, TimeZoneInfo zone) => (_fields, _interval, Zone) = (fields, interval, zone);

    /// <summary>The time zone of the fields.</summary>
    internal TimeZoneInfo Zone { get; }

    /// <summary>Parses a cron text.</summary>
    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(string text, out CronSchedule? schedule)
    {
        schedule = null;
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // The field parser would take it for the end of the text and ignore the rest.
            return "it holds a NUL character";
        }

        if (ReadZone(text.Trim(), out var zone, out var rest) is { } unknown)
        {
            return unknown;
        }

        CronFields? fields = null;
        CronInterval? interval = null;
        var wrong = CronInterval.IsOne(rest) ? CronInterval.Read(rest, out interval) : CronFields.Read(rest, out fields);
        if (wrong is null)
        {
            schedule = new CronSchedule(fields, interval, zone);
        }

        return wrong;
    }

    /// <summary>The zone that a cron text names, known on this machine or not; <see langword="null"/> when it names none.</summary>
    internal static string? ZoneOf(string text)
    {
        var first = text.Trim().Split([' ', '\t'], 2)[0];
        return Array.Find(ZonePrefixes, prefix => first.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix ? first[prefix.Length..] : null;
    }

    /// <summary>The first instant after a time; <see langword="null"/> when there is none.</summary>
    internal DateTimeOffset? After(DateTimeOffset time) => _interval is { } interval ? interval.After(time) : _fields!.Next(time, Zone, inclusive: false);

    /// <summary>The first instant at or after a time; <see langword="null"/> when there is none.</summary>
    /// <param name="time">The earliest result.</param>
    /// <param name="known">An earlier instant of the schedule, from which those of an interval are counted.</param>
    internal DateTimeOffset? From(DateTimeOffset time, DateTimeOffset known) =>
        _interval is { } interval ? interval.From(time, known) : _fields!.Next(time, Zone, inclusive: true);

    private static string? ReadZone(string text, out TimeZoneInfo zone, out string rest)
    {
        (zone, rest) = (TimeZoneInfo.Utc, text);
        if (Array.Find(ZonePrefixes, prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is not { } prefix)
        {
            return null;
        }

        var end = text.AsSpan().IndexOfAny(' ', '\t');
        var name = end < 0 ? text[prefix.Length..] : text[prefix.Length..end];
        rest = end < 0 ? "" : text[end..].Trim();
        if (!IsZoneName(name) || !TryFind(name, out var found))
        {
            return $"'{ByteText.ToText(name)}' is not a time zone this server knows";
        }

        zone = found;
        return null;
    }

    private static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);

    /// <summary>Zones are looked up as files, so only characters of zone names may reach the file system.</summary>
    private static bool IsZoneName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '-') && char.IsAsciiLetter(name[0]);
}
