using Cronos;

namespace BusQStash.Api.Schedules;

/// <summary>The fields of a cron expression, or an alias like <c>@daily</c>.</summary>
/// <remarks>
/// The parser combines a restricted day of the month <b>and</b> a restricted day of the week into days that match both. Cron fires on days that match either, so such an
/// expression is parsed as two, each with one of the fields unrestricted.
/// </remarks>
internal sealed class CronFields
{
    private const int Fields = 5;
    private const int FieldsWithSeconds = 6;

    private readonly CronExpression[] _either;

    private CronFields(CronExpression[] either) => _either = either;

    /// <summary>Parses the fields.</summary>
    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(string text, out CronFields? fields)
    {
        fields = null;
        if (text.StartsWith('@'))
        {
            return Parse([text], CronFormat.Standard, out fields);
        }

        var parts = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (Fields or FieldsWithSeconds))
        {
            return $"it has {parts.Length} fields; expected are 5 (minute, hour, day of month, month, day of week), or 6 with seconds in front";
        }

        return parts.Select(CronRange.Backward).FirstOrDefault(wrong => wrong is not null)
            ?? Parse(Either(parts), parts.Length == Fields ? CronFormat.Standard : CronFormat.IncludeSeconds, out fields);
    }

    /// <summary>The first instant after a time, or at it if inclusive; <see langword="null"/> when there is none.</summary>
    internal DateTimeOffset? Next(DateTimeOffset time, TimeZoneInfo zone, bool inclusive)
    {
        // A null compares less than any instant, so an expression without a next instant must leave the result to the other.
        DateTimeOffset? first = null;
        foreach (var expression in _either)
        {
            var next = expression.GetNextOccurrence(time, zone, inclusive)?.ToUniversalTime();
            first = first is null || next < first ? next ?? first : first;
        }

        return first;
    }

    private static string[] Either(string[] parts)
    {
        var (dayOfMonth, dayOfWeek) = (parts.Length - 3, parts.Length - 1);
        return IsRestricted(parts[dayOfMonth]) && IsRestricted(parts[dayOfWeek])
            ? [Without(parts, dayOfMonth), Without(parts, dayOfWeek)]
            : [string.Join(' ', parts)];
    }

    private static bool IsRestricted(string field) => field[0] is not ('*' or '?');

    private static string Without(string[] parts, int open) => string.Join(' ', parts.Select((part, i) => i == open ? "*" : part));

    private static string? Parse(string[] texts, CronFormat format, out CronFields? fields)
    {
        fields = null;
        try
        {
            fields = new CronFields(Array.ConvertAll(texts, text => CronExpression.Parse(text, format)));
            return null;
        }
        catch (Exception error) when (error is CronFormatException or MissingSeedException)
        {
            // The parser reports the end of the text as a NUL, which users need not see.
            return error.Message.Replace("'\0'", "the end", StringComparison.Ordinal).Replace('\0', ' ');
        }
    }
}
