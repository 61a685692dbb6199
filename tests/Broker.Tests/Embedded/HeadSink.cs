using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BusQStash.Testing.Destinations;

namespace BusQStash.Broker.Tests.Embedded;

/// <summary>A destination on a bare socket: it keeps the head of every request as the bytes it was, by its target, and answers 200.</summary>
internal sealed class HeadSink : IAsyncDisposable
{
    private readonly SocketServer _server;

    public HeadSink() => _server = new SocketServer(IPAddress.Loopback, ServeAsync);

    /// <summary>The header lines of each target, one character per byte.</summary>
    public ConcurrentDictionary<string, string[]> Heads { get; } = new(StringComparer.Ordinal);

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_server.Port}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        // Bodies are empty here: what stands behind a head is the next one.
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        while (await ReadHeadAsync(reader, stop) is [var requestLine, .. var lines])
        {
            Heads[requestLine.Split(' ')[1]] = lines;
            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
        }
    }

    /// <summary>Lines up to an empty one. A lone CR or LF ends a line here: the most generous reader there is.</summary>
    private static async Task<string[]> ReadHeadAsync(StreamReader reader, CancellationToken stop)
    {
        List<string> lines = [];
        while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }
}
