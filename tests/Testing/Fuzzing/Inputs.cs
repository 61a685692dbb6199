using CsCheck;

namespace BusQStash.Testing.Fuzzing;

/// <summary>Generates inputs for parsers: mostly from tokens a parser knows, some arbitrary, a few very long.</summary>
public static class Inputs
{
    private const int UsualCount = 5_000;
    private const int LongPieces = 4_000;

    /// <summary>Number of inputs for each parser.</summary>
    public static int Count => CorpusSize.Of(UsualCount);

    /// <summary>One of these.</summary>
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    /// <summary>Texts from these pieces and others.</summary>
    public static Gen<string> Texts(params string[] pieces)
    {
        var piece = Of(pieces);
        return Gen.Frequency(
            (70, piece.Array[0, 16].Select(string.Concat)),
            (20, Gen.Select(piece.Array[0, 8].Select(string.Concat), Gen.Int[0, 200], Gen.Char, Changed)),
            (9, Gen.String),
            (1, Gen.Select(piece, piece, Gen.Int[1, LongPieces], (start, repeated, times) => start + string.Concat(Enumerable.Repeat(repeated, times)))));
    }

    /// <summary>These byte sequences with a few bytes changed, removed or inserted.</summary>
    public static Gen<byte[]> Mutations(params byte[][] seeds)
    {
        var change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1_000_000], Gen.Byte);
        return Gen.Frequency(
            (90, Gen.Select(Of(seeds), change.Array[1, 6], (seed, changes) => changes.Aggregate(seed, Changed))),
            (10, Gen.Byte.Array[0, 200]));
    }

    /// <summary>Runs the parser over its inputs; an exception ends the run, with the seed that reproduces the input.</summary>
    public static void Check<T>(this Gen<T> inputs, Func<T, int> length, Action<T> parse) =>
        inputs.Sample(input => Bounds.Check(length(input), () => parse(input)), iter: Count, threads: 1);

    /// <summary>The same for texts.</summary>
    public static void Check(this Gen<string> texts, Action<string> parse) => texts.Check(text => text.Length, parse);

    private static string Changed(string text, int at, char to) => text.Length == 0 ? to.ToString() : text[..(at % text.Length)] + to + text[((at % text.Length) + 1)..];

    private static byte[] Changed(byte[] octets, (int Kind, int At, byte To) change)
    {
        var at = octets.Length == 0 ? 0 : change.At % octets.Length;
        return change.Kind switch
        {
            _ when octets.Length == 0 => [change.To],
            0 => [.. octets[..at], change.To, .. octets[(at + 1)..]],
            1 => [.. octets[..at], change.To, .. octets[at..]],
            2 => octets[..at],
            _ => [.. octets[..at], .. octets[(at + 1)..]],
        };
    }
}
