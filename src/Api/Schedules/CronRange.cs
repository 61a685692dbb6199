using System.Globalization;

namespace BusQStash.Api.Schedules;

/// <summary>Finds backward ranges, which the parser would wrap around the end of an hour, a day or a week: cron and QStash refuse them.</summary>
internal static class CronRange
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The first backward range of a field, in words; <see langword="null"/> when there is none.</summary>
    internal static string? Backward(string field)
    {
        foreach (var item in field.Split(','))
        {
            var range = item.Split('/')[0];
            if (range.Split('-') is [var first, var last] && Value(first) is { } from && Value(last) is { } to && from > to)
            {
                return $"beginning of range ({first}) beyond end of range ({last}): {range}";
            }
        }

        return null;
    }

    /// <summary>The number of a value. Month and weekday names do not overlap, so the field does not matter.</summary>
    private static int? Value(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var month = Find(Months, text);
        var at = month >= 0 ? month : Find(Days, text);
        return at < 0 ? null : at;
    }

    private static int Find(string[] names, string text) => Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
}
