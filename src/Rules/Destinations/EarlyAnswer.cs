using System.Buffers.Text;

namespace BusQStash.Rules.Destinations;

/// <summary>The beginning of what a destination sends before it received the whole request: interim answers, and the status line of the answer itself.</summary>
/// <param name="Status">The status; 0 when the status line is invalid.</param>
/// <param name="End">The end of the status line in the received bytes.</param>
internal readonly record struct EarlyAnswer(int Status, int End)
{
    private const int StatusAt = 9; // behind "HTTP/1.1 "
    private const int StatusLength = 3;
    private const int SwitchingProtocols = 101;

    /// <summary>A destination that refuses does not want the rest of the request.</summary>
    public bool IsRefusal => Status is 0 or >= 400;

    /// <summary>The answer, as soon as its status line is complete; interim ones (100, 103) do not count.</summary>
    public static EarlyAnswer? Find(ReadOnlySpan<byte> sent)
    {
        var at = 0;
        while (sent[at..].IndexOf((byte)'\n') is var length and >= 0)
        {
            var status = StatusOf(sent.Slice(at, length));
            if (status is < 100 or >= 200 or SwitchingProtocols)
            {
                return new EarlyAnswer(status, at + length + 1);
            }

            var end = sent[at..].IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return null;
            }

            at += end + 4;
        }

        return null;
    }

    private static int StatusOf(ReadOnlySpan<byte> line)
    {
        var status = line.Length >= StatusAt + StatusLength ? line.Slice(StatusAt, StatusLength) : default;
        return line.StartsWith("HTTP/"u8) && Utf8Parser.TryParse(status, out int number, out var read) && read == StatusLength ? number : 0;
    }
}
