using System.IO.Compression;
using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>Destinations that answer so as to do harm. Each attempt ends by itself, long before its time is up, with a bounded share of what was sent in memory.</summary>
public sealed class HostileAnswersTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const int LongTimeoutMs = 60_000;

    // What the sockets of both sides hold is the system's memory, not ours; it grows to a few megabytes.
    private const long MostTaken = 32 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("HTTP/1.1 200 ", "x")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Long: ", "x")]
    [InlineData("HTTP/1.1 200 OK\r\n", "x")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Many: x\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Folded: x\r\n", " x\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("", "\r\n")]
    [InlineData("", "\0")]
    [InlineData(Chunked, "0")]
    [InlineData(Chunked + "1;", "x")]
    [InlineData(Chunked + "0\r\n", "X-Trailer: x\r\n")]
    public async Task An_endless_answer_is_cut(string start, string piece)
    {
        var flood = new Flood(start, piece);
        await using var destination = new RawDestination((stream, _, token) => flood.SendAsync(stream, token));
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = LongTimeoutMs });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("answer", settlement.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("within", settlement.Error, StringComparison.Ordinal);
        AssertForeseen(harness);
        await flood.Cut.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.InRange(flood.Written, 0, MostTaken);
    }

    [Theory]
    [InlineData(Chunked, "1\r\nx\r\n")]
    [InlineData(Chunked, "1;0123456789012345678901234567890123456789\r\nx\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "x")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n", "x")]
    public async Task An_endless_body_is_an_answer_of_which_the_beginning_is_kept(string start, string piece)
    {
        var flood = new Flood(start, piece);
        await using var destination = new RawDestination((stream, _, token) => flood.SendAsync(stream, token));
        await using var harness = new DeliveryHarness(("BusQStash:Delivery:MaxResponseBytes", "10000"));

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = LongTimeoutMs });

        Assert.Equal(MessageState.Delivered, settlement.NextState);
        Assert.True(settlement.Response!.Truncated);
        Assert.Equal(new string('x', 10_000), Encoding.ASCII.GetString(settlement.Response.Body.Span));
        await flood.Cut.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.InRange(flood.Written, 0, MostTaken);
    }

    [Theory]
    [InlineData("Content-Length: 99999999999999999999999999")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 1, 2")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2")]
    [InlineData("Content-Length: 1\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: identity")]
    [InlineData("Content-Encoding: gzip, gzip, gzip, br, x")]
    public async Task Lies_about_the_body_end_the_attempt_like_anything_else(string header)
    {
        await using var destination = new RawDestination(async (stream, _, token) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{header}\r\n\r\nzzzz\r\n"), token);
            throw new IOException("cut");
        });
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = LongTimeoutMs });

        Assert.Contains(settlement.NextState, (MessageState[])[MessageState.Delivered, MessageState.Retrying]);
        AssertForeseen(harness);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compression_bomb_is_never_unpacked(string encoding)
    {
        var bomb = Bomb(encoding);
        await using var destination = new RawDestination(async (stream, _, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {bomb.Length}\r\n\r\n"), token);
            await stream.WriteAsync(bomb, token);
        });
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, Headers = [new HeaderLine("Accept-Encoding", "gzip, deflate, br")] });

        Assert.Equal(bomb, settlement.Response!.Body.ToArray());
        Assert.False(settlement.Response.Truncated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData(Chunked)]
    public async Task An_answer_sent_byte_by_byte_ends_with_the_attempts_timeout(string start)
    {
        await using var destination = new RawDestination(async (stream, _, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), token);
            while (true)
            {
                await stream.WriteAsync("0"u8.ToArray(), token);
                await Task.Delay(TimeSpan.FromMilliseconds(20), token);
            }
        });
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = 300 });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("within 0.3 s", settlement.Error, StringComparison.Ordinal);
    }

    private static void AssertForeseen(DeliveryHarness harness) => Assert.DoesNotContain(harness.Log.Lines, line => line.Level >= LogLevel.Warning);

    /// <summary>A few kilobytes that unpack to 32 MiB.</summary>
    private static byte[] Bomb(string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packing.Write(new byte[32 * 1024 * 1024]);
        }

        return packed.ToArray();
    }
}
