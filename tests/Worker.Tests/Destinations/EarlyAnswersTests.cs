using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Worker.Tests.Delivery;
using Xunit;

namespace BusQStash.Worker.Tests.Destinations;

/// <summary>Destinations that answer when they have read the head of a request whose body is more than the sockets between them hold.</summary>
public sealed class EarlyAnswersTests
{
    private const int TimeoutMs = 60_000;

    private static readonly byte[] Large = [.. Enumerable.Repeat((byte)'a', 9_000_000)];

    public enum Then
    {
        /// <summary>The connection is reset with the rest of the body unread.</summary>
        Reset,

        /// <summary>Nothing is read any more, and the connection stays.</summary>
        Stop,

        /// <summary>The rest is read and thrown away.</summary>
        Drain,
    }

    [Theory]
    [InlineData(Then.Reset)]
    [InlineData(Then.Stop)]
    [InlineData(Then.Drain)]
    public async Task A_refusal_is_read_whatever_becomes_of_the_connection(Then then)
    {
        await using var server = Serve("HTTP/1.1 413 Too Large\r\nX-A: 1\r\nContent-Length: 9\r\n\r\ntoo large", then);
        await using var harness = new DeliveryHarness();

        var settlement = await RunAsync(harness, server);

        Assert.Equal((MessageState.Retrying, 413), (settlement.NextState, settlement.Response?.Status));
        Assert.Equal("too large", Encoding.ASCII.GetString(settlement.Response!.Body.Span));
        Assert.Contains(new HeaderLine("X-A", "1"), settlement.Response.Headers);
    }

    [Theory]
    [InlineData(Then.Reset)]
    [InlineData(Then.Stop)]
    [InlineData(Then.Drain)]
    public async Task The_word_not_to_retry_is_heeded(Then then)
    {
        await using var server = Serve("HTTP/1.1 489 No\r\nUpstash-NonRetryable-Error: true\r\nContent-Length: 0\r\n\r\n", then);
        await using var harness = new DeliveryHarness();

        Assert.Equal(MessageState.Failed, (await RunAsync(harness, server)).NextState);
    }

    [Theory]
    [InlineData(Then.Reset)]
    [InlineData(Then.Stop)]
    [InlineData(Then.Drain)]
    public async Task The_wait_it_asks_for_is_heeded(Then then)
    {
        await using var server = Serve("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 429 No\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n", then);
        await using var harness = new DeliveryHarness();

        var settlement = await RunAsync(harness, server);

        Assert.Equal(TimeSpan.FromSeconds(30), settlement.NextAttemptAt - settlement.FinishedAt);
    }

    [Theory]
    [InlineData(Then.Reset)]
    [InlineData(Then.Stop)]
    [InlineData(Then.Drain)]
    public async Task A_success_is_one(Then then)
    {
        await using var server = Serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", then);
        await using var harness = new DeliveryHarness();

        Assert.Equal(MessageState.Delivered, (await RunAsync(harness, server)).NextState);
    }

    [Fact]
    public async Task Without_an_answer_the_reset_is_what_failed()
    {
        await using var server = Serve("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n", Then.Reset);
        await using var harness = new DeliveryHarness();

        var settlement = await RunAsync(harness, server);

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Null(settlement.Response);
        Assert.Contains("connection", settlement.Error, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What was answered early to one request says nothing of the next on the same connection.</summary>
    [Fact]
    public async Task A_connection_that_answers_early_and_takes_everything_is_used_again()
    {
        var connections = 0;
        ConcurrentQueue<int> taken = [];
        await using var server = new SocketServer(IPAddress.Loopback, async (client, stop) =>
        {
            Interlocked.Increment(ref connections);
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream, stop))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{taken.Count}"), stop);
                taken.Enqueue(await TakeAsync(stream, Large.Length, stop));
            }
        });
        await using var harness = new DeliveryHarness();

        var first = await RunAsync(harness, server);
        var second = await RunAsync(harness, server);

        Assert.Equal(("0", "1"), (Encoding.ASCII.GetString(first.Response!.Body.Span), Encoding.ASCII.GetString(second.Response!.Body.Span)));
        // The answer was there before the body had been taken.
        await Eventually.TrueAsync(() => taken.Count == 2, "the second body to be taken");
        Assert.Equal([Large.Length, Large.Length], taken);
        Assert.Equal(1, connections);
    }

    private static Task<AttemptSettlement> RunAsync(DeliveryHarness harness, SocketServer server) =>
        harness.RunAsync(new MessageSpec { Url = $"http://127.0.0.1:{server.Port}/", TimeoutMs = TimeoutMs }, Large);

    private static SocketServer Serve(string answer, Then then) => new(IPAddress.Loopback, async (client, stop) =>
    {
        var stream = client.GetStream();
        await ReadHeadAsync(stream, stop);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
        switch (then)
        {
            case Then.Reset:
                client.LingerState = new LingerOption(true, 0);
                return;
            case Then.Stop:
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                return;
            default:
                _ = await TakeAsync(stream, Large.Length, stop);
                return;
        }
    });

    private static async Task<bool> ReadHeadAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet, stop) == 0)
            {
                return false;
            }

            _ = head.Append((char)octet[0]);
        }

        return true;
    }

    private static async Task<int> TakeAsync(NetworkStream stream, int length, CancellationToken stop)
    {
        var taken = 0;
        var chunk = new byte[64 * 1024];
        while (taken < length && await stream.ReadAsync(chunk.AsMemory(0, Math.Min(chunk.Length, length - taken)), stop) is var read and > 0)
        {
            taken += read;
        }

        return taken;
    }
}
