using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BusQStash.Api.Tests.Hosting;

/// <summary>Speaks HTTP/1.1 over a bare socket: HttpClient would tidy up the request target and the headers.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<ApiAnswer> SendAsync(Uri server, string method, string target, byte[] body, IEnumerable<(string Name, string Value)> headers)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, deadline.Token);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append("\r\n");
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()), deadline.Token);
        await stream.WriteAsync(body, deadline.Token);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, deadline.Token);
        return Read(answer.ToArray());
    }

    /// <summary>Reads an answer whose connection has ended.</summary>
    public static ApiAnswer Read(byte[] bytes)
    {
        var split = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(bytes, 0, split);
        var content = bytes[(split + 4)..];
        var status = int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture);
        var text = head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? Unchunk(content) : content;
        return new ApiAnswer(status, Encoding.UTF8.GetString(text));
    }

    private static byte[] Unchunk(byte[] content)
    {
        using var result = new MemoryStream();
        var at = 0;
        while (true)
        {
            var line = content.AsSpan(at).IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(content, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return result.ToArray();
            }

            result.Write(content, at + line + 2, length);
            at += line + 2 + length + 2;
        }
    }
}
