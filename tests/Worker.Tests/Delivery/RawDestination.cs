using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>A destination on a bare socket: it keeps the bytes it was sent and answers with the bytes it is told.</summary>
internal sealed class RawDestination : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, RawRequest, CancellationToken, Task> _answer;
    private readonly Task _accepting;

    /// <summary>Answers with these bytes (Latin-1).</summary>
    public RawDestination(string answer)
        : this((stream, _, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token).AsTask())
    {
    }

    /// <summary>Answers as it is told; the connection ends when the answer throws.</summary>
    public RawDestination(Func<Stream, RawRequest, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    public int Connections { get; private set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    await _answer(stream, request, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or EndOfStreamException)
            {
                // The other side is gone, or the answer was to cut the connection.
            }
        }
    }

    private async Task<RawRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet, _stop.Token) == 0)
            {
                return null;
            }

            _ = head.Append((char)octet[0]);
        }

        var request = new RawRequest(head.ToString(), []);
        var body = new byte[int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return request with { Body = body };
    }
}
