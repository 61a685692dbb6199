using System.Globalization;
using BusQStash.Api.Publishing;
using BusQStash.Store.FlowControl;

namespace BusQStash.Api.FlowControl;

/// <summary>Reads the query string of pin and unpin.</summary>
internal static class PinQuery
{
    private const int MaxPeriodSeconds = (int)(FlowControlValue.MaxPeriodMs / 1000);

    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(IQueryCollection query, out FlowPin pin)
    {
        pin = new FlowPin(null, null, 1);
        if (Number(query, "parallelism", int.MaxValue, out var parallelism) is { } wrongParallelism)
        {
            return wrongParallelism;
        }

        if (Number(query, "rate", int.MaxValue, out var rate) is { } wrongRate)
        {
            return wrongRate;
        }

        if (Number(query, "period", MaxPeriodSeconds, out var period) is { } wrongPeriod)
        {
            return wrongPeriod;
        }

        if (parallelism is null && rate is null)
        {
            return "at least one of parallelism and rate is needed";
        }

        pin = new FlowPin(parallelism, rate, period ?? 1);
        return null;
    }

    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(IQueryCollection query, out bool parallelism, out bool rate)
    {
        rate = false;
        return Flag(query, "parallelism", out parallelism) ?? Flag(query, "rate", out rate)
            ?? (parallelism || rate ? null : "parallelism=true or rate=true is needed");
    }

    private static string? Number(IQueryCollection query, string name, int most, out int? number)
    {
        number = null;
        if (query[name] is not [{ Length: > 0 } text, ..])
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1 || value > most)
        {
            return most == int.MaxValue
                ? $"invalid {name} '{text}': it must be a whole number from 1"
                : $"invalid {name} '{text}': it must be a whole number of seconds from 1 to {most}";
        }

        number = value;
        return null;
    }

    private static string? Flag(IQueryCollection query, string name, out bool value)
    {
        value = false;
        return query[name] is [{ Length: > 0 } text, ..] && !bool.TryParse(text, out value)
            ? $"invalid {name} '{text}': it must be true or false"
            : null;
    }
}
