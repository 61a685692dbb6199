using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Durations;

namespace BusQStash.Api.Publishing;

/// <summary>Reads <c>parallelism=3, rate=10, period=1m</c> (wire contract 19) in any order; parallelism or rate must be set.</summary>
internal static class FlowControlValue
{
    internal const long MaxPeriodMs = 7L * 24 * 3600 * 1000;

    /// <returns>The error, or <see langword="null"/>.</returns>
    internal static string? Read(string key, string value, out FlowControlSpec? spec)
    {
        spec = null;
        var read = new FlowControlSpec(key, null, null, 1);
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var amount])
            {
                return $"'{ByteText.ToText(part)}' is not of the form name=value";
            }

            var (wrong, with) = name.ToLowerInvariant() switch
            {
                "parallelism" => Amount(name, amount, n => read with { Parallelism = n }),
                "rate" => Amount(name, amount, n => read with { Rate = n }),
                "period" => Period(amount, read),
                _ => ($"'{ByteText.ToText(name)}' is none of parallelism, rate and period", read),
            };
            if (wrong is not null)
            {
                return wrong;
            }

            read = with!;
        }

        if (read is { Parallelism: null, Rate: null })
        {
            return "at least one of parallelism and rate is needed";
        }

        spec = read;
        return null;
    }

    private static (string? Wrong, FlowControlSpec? Spec) Amount(string name, string text, Func<int, FlowControlSpec> with) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (null, with(number))
            : ($"{name} must be a whole number from 1", null);

    private static (string? Wrong, FlowControlSpec? Spec) Period(string text, FlowControlSpec spec) =>
        Duration.TryParse(text, out var ms) && ms is > 0 and <= MaxPeriodMs
            ? (null, spec with { PeriodSeconds = (int)((ms + 999) / 1000) })
            : ("period must be a duration of at most 7 days, such as 30s", null);
}
