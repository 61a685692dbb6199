using System.Buffers;
using System.Globalization;

namespace BusQStash.Rules.Durations;

/// <summary>Durations in text: one or more <c>number unit</c> groups, or, where allowed, a bare number of seconds. The two dialects differ in their units only.</summary>
internal static class Duration
{
    /// <summary>A thousand years: above every limit, and far from overflow.</summary>
    private const decimal MaxMs = 1000m * 365 * 24 * 3600 * 1000;

    /// <summary>Longer numbers are invalid and could overflow.</summary>
    private const int LongestNumber = 20;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    // Longer units first: "m" would otherwise match the start of "ms".
    private static readonly (string Name, decimal Ms)[] Publishers =
        [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    // The micro sign is also accepted as the two bytes of its UTF-8 form in a header.
    private static readonly (string Name, decimal Ms)[] Gos =
    [
        ("ns", 1e-6m), ("us", 1e-3m), ("µs", 1e-3m), ("μs", 1e-3m), ("Âµs", 1e-3m), ("Î¼s", 1e-3m), ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
    ];

    /// <summary>
    /// Parses a publisher's duration: <c>50s</c>, <c>1d10h30m</c>, <c>500ms</c>, in any case (wire contract 2.6; milliseconds are an extension). Fractions of a
    /// millisecond are rounded up, so that a positive duration never becomes zero.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out long milliseconds)
    {
        var read = TrySum(text.Trim(), Publishers, StringComparison.OrdinalIgnoreCase, out var total);
        milliseconds = (long)Math.Ceiling(total);
        return read;
    }

    /// <summary>Parses a destination's duration in Go's format: <c>6m5s</c>, <c>120ms</c>, <c>5us</c> (wire contract 10.3).</summary>
    internal static bool TryParseGo(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        var read = TrySum(text.Trim(), Gos, StringComparison.Ordinal, out var total);
        duration = new TimeSpan((long)(total * TimeSpan.TicksPerMillisecond));
        return read;
    }

    /// <summary>Whether the text is a number without a unit. Zero needs none.</summary>
    internal static bool LacksUnit(ReadOnlySpan<char> text) => TryNumber(text.Trim(), out var number) && number != 0;

    private static bool TrySum(ReadOnlySpan<char> text, (string Name, decimal Ms)[] units, StringComparison comparison, out decimal total)
    {
        if (TryNumber(text, out var seconds))
        {
            total = Math.Min(MaxMs, seconds * 1000);
            return true;
        }

        total = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !TryNumber(text[..digits], out var amount) || !TryUnit(text[digits..], units, comparison, out var unit))
            {
                return false;
            }

            total = Math.Min(MaxMs, total + (amount * unit.Ms));
            text = text[(digits + unit.Name.Length)..];
        }

        return true;
    }

    private static bool TryUnit(
        ReadOnlySpan<char> text, (string Name, decimal Ms)[] units, StringComparison comparison, out (string Name, decimal Ms) found)
    {
        foreach (var unit in units)
        {
            if (text.StartsWith(unit.Name, comparison))
            {
                found = unit;
                return true;
            }
        }

        found = default;
        return false;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        return text.Length <= LongestNumber
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && (number = Math.Min(number, MaxMs)) >= 0;
    }
}
