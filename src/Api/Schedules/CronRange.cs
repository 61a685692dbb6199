using System.Globalization;

namespace BusQStash.Api.Schedules;

/// <summary>Ranges that run backwards, which the parser would carry over the end of an hour, a day or a week: cron and QStash refuse them.</summary>
internal static class CronRange
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The first range of a field that runs backwards, in words; <see langword="null"/> when there is none.</summary>
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

    /// <summary>Its number. No name stands for a month and a day, so one does not ask which field it is.</summary>
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
