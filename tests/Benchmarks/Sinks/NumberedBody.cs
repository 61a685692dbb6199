using System.Buffers.Text;
using System.Globalization;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>Bodies of messages: text that begins with the message's number, so that the sink knows which one came.</summary>
internal static class NumberedBody
{
    public const int UsualSize = 1024;
    public const int Digits = 10;
    private const string Filling = "abcdefghijklmnopqrstuvwxyz0123456789-";

    public static byte[] Create(int number, int size = UsualSize)
    {
        var body = new byte[size];
        for (var i = Digits; i < size; i++)
        {
            body[i] = (byte)Filling[i % Filling.Length];
        }

        Number(body, number);
        return body;
    }

    /// <summary>Makes a body that of another message.</summary>
    public static void Number(Span<byte> body, int number) =>
        number.TryFormat(body[..Digits], out _, "D10", CultureInfo.InvariantCulture);

    /// <summary>The number of the message; -1 for a body that is none of ours.</summary>
    public static int Read(ReadOnlySpan<byte> start) =>
        start.Length >= Digits && Utf8Parser.TryParse(start[..Digits], out int number, out var read) && read == Digits ? number : -1;
}
