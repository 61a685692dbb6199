using System.Buffers;
using System.Globalization;

namespace BusQStash.Rules.Durations;

/// <summary>Durations as users write them: <c>50s</c>, <c>1d10h30m</c>, <c>2.5s</c>, <c>500ms</c>; a bare number means seconds (wire contract 2.6; milliseconds are our own).</summary>
internal static class Duration
{
    /// <summary>A thousand years: beyond every limit, and far from overflowing.</summary>
    private const decimal MaxMs = 1000m * 365 * 24 * 3600 * 1000;

    private static readonly SearchValues<char> Units = SearchValues.Create("smhdSMHD");

    /// <summary>Reads a duration in milliseconds, parts of one rounded up, so that nothing positive becomes nothing.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        text = text.Trim();
        if (text.IsEmpty)
        {
            return false;
        }

        if (TryNumber(text, out var seconds))
        {
            return TryRound(seconds * 1000, out milliseconds);
        }

        decimal total = 0;
        while (!text.IsEmpty)
        {
            var unit = text.IndexOfAny(Units);
            if (unit <= 0 || !TryNumber(text[..unit], out var amount))
            {
                return false;
            }

            var length = IsMilliseconds(text[unit..]) ? 2 : 1;
            total = Math.Min(MaxMs + 1, total + (amount * (length == 2 ? 1 : UnitMs(text[unit]))));
            text = text[(unit + length)..];
        }

        return TryRound(total, out milliseconds);
    }

    /// <summary>No number stands between the two letters, so <c>ms</c> cannot be minutes and seconds.</summary>
    private static bool IsMilliseconds(ReadOnlySpan<char> unit) => unit.StartsWith("ms", StringComparison.OrdinalIgnoreCase);

    private static decimal UnitMs(char unit) => char.ToLowerInvariant(unit) switch
    {
        's' => 1000m,
        'm' => 60_000m,
        'h' => 3_600_000m,
        _ => 86_400_000m,
    };

    private static bool TryNumber(ReadOnlySpan<char> text, out decimal number)
    {
        const int longest = 20;
        number = 0;
        return text.Length <= longest
            && !text.IsEmpty
            && char.IsAsciiDigit(text[0])
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && (number = Math.Min(number, MaxMs)) >= 0;
    }

    private static bool TryRound(decimal total, out long milliseconds)
    {
        milliseconds = total <= MaxMs ? (long)Math.Ceiling(total) : (long)MaxMs;
        return true;
    }
}
