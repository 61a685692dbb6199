using System.Buffers;
using System.Globalization;

namespace BusQStash.Rules.Durations;

/// <summary>Durations as Go writes them: <c>6m5s</c>, <c>1.5h</c>, <c>120ms</c>.</summary>
internal static class GoDuration
{
    private const NumberStyles Decimal = NumberStyles.AllowDecimalPoint;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    // Longer units first: "m" would otherwise swallow the beginning of "ms".
    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("μs", 1e-6), ("Âµs", 1e-6), ("Î¼s", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600),
    ];

    /// <summary>Reads one or more <c>number unit</c> groups. The micro sign is also taken as the two bytes UTF-8 makes of it in a header.</summary>
    public static bool TryParseSeconds(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(text[..digits], Decimal, CultureInfo.InvariantCulture, out var number)
                || !TryTakeUnit(text[digits..], out var unit, out var length))
            {
                return false;
            }

            seconds += number * unit;
            text = text[(digits + length)..];
        }

        return double.IsFinite(seconds);
    }

    private static bool TryTakeUnit(ReadOnlySpan<char> text, out double seconds, out int length)
    {
        foreach (var (unit, value) in Units)
        {
            if (text.StartsWith(unit, StringComparison.Ordinal))
            {
                (seconds, length) = (value, unit.Length);
                return true;
            }
        }

        (seconds, length) = (0, 0);
        return false;
    }
}
