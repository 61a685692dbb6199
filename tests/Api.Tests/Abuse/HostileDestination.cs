using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BusQStash.Testing.Destinations;

namespace BusQStash.Api.Tests.Abuse;

/// <summary>As many hosts as anybody wants, all the addresses 127.x.y.z, that do harm in the way the path says.</summary>
internal sealed class HostileDestination : IAsyncDisposable
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    /// <summary>What is said first, and then without end.</summary>
    private static readonly Dictionary<string, (string Start, string Piece)> Floods = new()
    {
        ["body"] = (Chunked, $"1000\r\n{new string('x', 0x1000)}\r\n"),
        ["promise"] = ("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n", new string('x', 0x1000)),
        ["head"] = ("HTTP/1.1 200 OK\r\n", $"X-Long: {new string('x', 1000)}\r\n"),
        ["hints"] = ("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
        ["trailer"] = (Chunked + "0\r\n", $"X-Trailer: {new string('x', 1000)}\r\n"),
        ["bomb"] = ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", new string('\0', 0x1000)),
    };

    private readonly ConcurrentDictionary<string, int> _calls = [];
    private readonly SocketServer _server;

    public HostileDestination() => _server = new SocketServer(IPAddress.Any, ServeAsync);

    /// <summary>Ways to flood a worker.</summary>
    public static IReadOnlyCollection<string> Ways => Floods.Keys;

    /// <summary>A host of its own for each number, that never answers.</summary>
    public string Silent(int host) => Url(host, "silence");

    /// <summary>A host of its own for each number, that never stops.</summary>
    public string Url(int host, string way) => string.Create(
        CultureInfo.InvariantCulture, $"http://127.{1 + (host >> 16)}.{(host >> 8) & 255}.{host & 255}:{_server.Port}/{way}");

    /// <summary>How many have called in this way.</summary>
    public int Calls(string way) => _calls.GetValueOrDefault(way);

    /// <summary>How many wait for those that never answer.</summary>
    public int Waiting => Calls("silence");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        var head = new byte[16 * 1024];
        var length = await client.GetStream().ReadAsync(head, stop);
        var way = Encoding.ASCII.GetString(head, 0, length).Split(' ')[1].TrimStart('/');
        _calls.AddOrUpdate(way, 1, static (_, count) => count + 1);
        await AnswerAsync(client.GetStream(), way, stop);
    }

    private static async Task AnswerAsync(NetworkStream stream, string way, CancellationToken stop)
    {
        if (!Floods.TryGetValue(way, out var flood))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(flood.Start), stop);
        var pieces = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(flood.Piece, 4)));
        while (true)
        {
            await stream.WriteAsync(pieces, stop);
        }
    }
}
