using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BusQStash.Broker.Tests.Embedded;

/// <summary>A destination on a bare socket: it keeps the head of every request as the bytes it was, by its target, and answers 200.</summary>
internal sealed class HeadSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public HeadSink()
    {
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    /// <summary>The header lines of each target, one character per byte.</summary>
    public ConcurrentDictionary<string, string[]> Heads { get; } = new(StringComparer.Ordinal);

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                // Bodies are empty here: what stands behind a head is the next one.
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                while (await ReadHeadAsync(reader) is [var requestLine, .. var lines])
                {
                    Heads[requestLine.Split(' ')[1]] = lines;
                    await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The other side is gone.
            }
        }
    }

    /// <summary>Lines up to an empty one. A lone CR or LF ends a line here: the most generous reader there is.</summary>
    private async Task<string[]> ReadHeadAsync(StreamReader reader)
    {
        List<string> lines = [];
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }
}
