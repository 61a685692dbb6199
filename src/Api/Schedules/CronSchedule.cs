using BusQStash.Api.Http;
using Cronos;

namespace BusQStash.Api.Schedules;

/// <summary>When a schedule fires (wire contract 18.2): a cron expression of five fields, or of six with seconds, in a time zone.</summary>
internal sealed class CronSchedule
{
    private const string ZonePrefix = "CRON_TZ=";

    private readonly CronExpression _expression;

    private CronSchedule(CronExpression expression, TimeZoneInfo zone)
    {
        _expression = expression;
        Zone = zone;
    }

    /// <summary>The zone its fields are in.</summary>
    internal TimeZoneInfo Zone { get; }

    /// <summary>Reads a cron text.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal static string? Read(string text, out CronSchedule? schedule)
    {
        schedule = null;
        var fields = text.Trim();
        var zone = TimeZoneInfo.Utc;
        if (fields.StartsWith(ZonePrefix, StringComparison.OrdinalIgnoreCase))
        {
            var end = fields.AsSpan().IndexOfAny(' ', '\t');
            var name = end < 0 ? fields[ZonePrefix.Length..] : fields[ZonePrefix.Length..end];
            if (!IsZoneName(name) || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
            {
                return $"'{ByteText.ToText(name)}' is not a time zone this server knows";
            }

            fields = end < 0 ? "" : fields[end..].Trim();
        }

        if (Parse(fields, out var expression) is { } wrong)
        {
            return wrong;
        }

        schedule = new CronSchedule(expression!, zone);
        return null;
    }

    /// <summary>The first instant after a time; <see langword="null"/> when there is none.</summary>
    internal DateTimeOffset? After(DateTimeOffset time) => Next(time, inclusive: false);

    /// <summary>The first instant at or after a time; <see langword="null"/> when there is none.</summary>
    internal DateTimeOffset? From(DateTimeOffset time) => Next(time, inclusive: true);

    private DateTimeOffset? Next(DateTimeOffset time, bool inclusive) => _expression.GetNextOccurrence(time, Zone, inclusive)?.ToUniversalTime();

    private static string? Parse(string fields, out CronExpression? expression)
    {
        expression = null;
        if (fields.Contains('\0', StringComparison.Ordinal))
        {
            // The parser would take it for the end and leave out the rest.
            return "it holds a NUL character";
        }

        const int fieldsWithSeconds = 6;
        var count = fields.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            expression = CronExpression.Parse(fields, count == fieldsWithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard);
            return null;
        }
        catch (Exception error) when (error is CronFormatException or MissingSeedException)
        {
            return error.Message;
        }
    }

    /// <summary>Zones are looked up as files: nothing but the characters of their names may reach the file system.</summary>
    private static bool IsZoneName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '-') && char.IsAsciiLetter(name[0]);
}
