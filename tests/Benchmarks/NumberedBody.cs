using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace BusQStash.Benchmarks;

/// <summary>The body every system carries: 1 KiB of JSON with the message's number at its start.</summary>
internal static class NumberedBody
{
    public const int Bytes = 1024;

    private const string Head = "{\"number\":";

    public static string Text(int number)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{Head}{number},\"text\":\"");
        return head + new string('x', Bytes - head.Length - 2) + "\"}";
    }

    public static byte[] Of(int number) => Encoding.UTF8.GetBytes(Text(number));

    public static int Number(ReadOnlySpan<byte> body) =>
        body.Length > Head.Length && Utf8Parser.TryParse(body[Head.Length..], out int number, out _)
            ? number
            : throw new FormatException("A body without a number arrived.");
}
