using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BusQStash.Testing.Destinations;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>A destination on a bare socket: it keeps the bytes it was sent and answers with the bytes it is told.</summary>
internal sealed class RawDestination : IAsyncDisposable
{
    private readonly Func<Stream, RawRequest, CancellationToken, Task> _answer;
    private readonly SocketServer _server;
    private int _connections;

    /// <summary>Answers with these bytes (Latin-1).</summary>
    public RawDestination(string answer)
        : this((stream, _, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token).AsTask())
    {
    }

    /// <summary>Answers as it is told; the connection ends when the answer throws.</summary>
    public RawDestination(Func<Stream, RawRequest, CancellationToken, Task> answer)
    {
        _answer = answer;
        _server = new SocketServer(IPAddress.Loopback, ServeAsync);
    }

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    public int Connections => _connections;

    public int Port => _server.Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        Interlocked.Increment(ref _connections);
        var stream = client.GetStream();
        while (await ReadAsync(stream, stop) is { } request)
        {
            Requests.Enqueue(request);
            await _answer(stream, request, stop);
        }
    }

    private static async Task<RawRequest?> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet, stop) == 0)
            {
                return null;
            }

            _ = head.Append((char)octet[0]);
        }

        var request = new RawRequest(head.ToString(), []);
        var body = new byte[int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop);
        return request with { Body = body };
    }
}
