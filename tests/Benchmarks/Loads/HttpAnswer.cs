using System.Buffers.Text;

namespace BusQStash.Benchmarks.Loads;

/// <summary>Finds the end of an HTTP/1.1 answer, as Kestrel writes them.</summary>
internal static class HttpAnswer
{
    private const int StatusAt = 9; // behind "HTTP/1.1 "

    /// <summary>The status of an answer that is there as a whole; 0 when more is to come.</summary>
    /// <exception cref="InvalidDataException">The answer's length is given in no way this knows.</exception>
    public static int Status(ReadOnlySpan<byte> received)
    {
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return 0;
        }

        var head = received[..headEnd];
        var body = received[(headEnd + 4)..];
        if (!IsWhole(head, body))
        {
            return 0;
        }

        return Utf8Parser.TryParse(head[StatusAt..], out int status, out _) ? status : throw new InvalidDataException("An answer without a status.");
    }

    private static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var lengthName = "\r\nContent-Length: "u8;
        var at = head.IndexOf(lengthName);
        if (at >= 0 && Utf8Parser.TryParse(head[(at + lengthName.Length)..], out int length, out _))
        {
            return body.Length >= length;
        }

        return head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0
            ? body.StartsWith("0\r\n\r\n"u8) || body.EndsWith("\r\n0\r\n\r\n"u8)
            : throw new InvalidDataException("An answer without a length.");
    }
}
