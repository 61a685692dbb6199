using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class EndingsTests
{
    private static readonly byte[] Head200 = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    [Theory]
    [InlineData(200, MessageState.Delivered)]
    [InlineData(299, MessageState.Delivered)]
    [InlineData(301, MessageState.Retrying)]
    [InlineData(404, MessageState.Retrying)]
    [InlineData(489, MessageState.Retrying)]
    [InlineData(500, MessageState.Retrying)]
    [InlineData(999, MessageState.Retrying)]
    public async Task The_status_of_the_answer_decides_between_delivered_and_retried(int status, MessageState state)
    {
        await using var destination = new RawDestination(
            $"HTTP/1.1 {status} Whatever\r\nContent-Length: 4\r\nx-a: 1\r\nX-A: caf\u00e9\r\nLocation: /other\r\n\r\nbody");
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(state, settlement.NextState);
        Assert.Single(destination.Requests);
        Assert.Equal(status, settlement.Response!.Status);
        Assert.Equal("body", Encoding.UTF8.GetString(settlement.Response.Body.Span));
        Assert.Contains(new HeaderLine("X-A", "1"), settlement.Response.Headers);
        Assert.Contains(new HeaderLine("X-A", "caf\u00e9"), settlement.Response.Headers);
        Assert.Contains(new HeaderLine("Content-Length", "4"), settlement.Response.Headers);
        Assert.False(settlement.Response.Truncated);
        Assert.Equal(state == MessageState.Retrying, settlement.Error?.Contains($"{status}", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_compressed_body_stays_as_it_is()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("hello"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        await using var destination = new RawDestination(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n" + Encoding.Latin1.GetString(packed.ToArray()));
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(packed.ToArray(), settlement.Response!.Body.ToArray());
        Assert.Contains(new HeaderLine("Content-Encoding", "gzip"), settlement.Response.Headers);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(50_000, true)]
    public async Task A_long_body_is_cut_at_the_limit(int length, bool truncated)
    {
        await using var destination = new RawDestination($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}");
        await using var harness = new DeliveryHarness(("BusQStash:Delivery:MaxResponseBytes", "10"));

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(MessageState.Delivered, settlement.NextState);
        Assert.Equal(truncated, settlement.Response!.Truncated);
        Assert.Equal(Math.Min(length, 10), settlement.Response.Body.Length);
    }

    [Fact]
    public async Task An_endless_body_is_cut_and_its_connection_closed()
    {
        var cut = new TaskCompletionSource();
        await using var destination = new RawDestination(async (stream, _, token) =>
        {
            await stream.WriteAsync(Head200, token);
            var chunk = Encoding.ASCII.GetBytes($"{4096:x}\r\n{new string('x', 4096)}\r\n");
            try
            {
                while (true)
                {
                    await stream.WriteAsync(chunk, token);
                }
            }
            catch (IOException)
            {
                cut.SetResult();
                throw;
            }
        });
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = 30_000 });

        Assert.Equal(MessageState.Delivered, settlement.NextState);
        Assert.True(settlement.Response!.Truncated);
        Assert.Equal(1024 * 1024, settlement.Response.Body.Length);
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart")]
    public async Task A_destination_that_hangs_is_given_up_after_the_timeout(string answer)
    {
        await using var destination = new RawDestination(answer);
        await using var harness = new DeliveryHarness();
        var clock = Stopwatch.StartNew();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = 300 });

        Assert.InRange(clock.ElapsedMilliseconds, 250, 10_000);
        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Null(settlement.Response);
        Assert.Contains("within 0.3 s", settlement.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_maximum_bounds_a_longer_timeout()
    {
        await using var destination = new RawDestination("");
        await using var harness = new DeliveryHarness(("BusQStash:Delivery:MaxAttemptDuration", "00:00:01"));

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = 3_600_000 });

        Assert.Contains("within 1 s", settlement.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("POST", "body")]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    public async Task A_connection_that_is_cut_is_one_failed_attempt(string method, string body)
    {
        await using var destination = new RawDestination((_, _, _) => throw new IOException("cut"));
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, Method = method }, Encoding.UTF8.GetBytes(body));

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Null(settlement.Response);
        Assert.Contains("connection ended", settlement.Error, StringComparison.Ordinal);
        Assert.Single(destination.Requests);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_failed_attempt()
    {
        await using var destination = new RawDestination(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart"u8.ToArray(), token);
            throw new IOException("cut");
        });
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Null(settlement.Response);
    }

    [Fact]
    public async Task What_is_no_http_is_a_failed_attempt()
    {
        await using var destination = new RawDestination("SSH-2.0-OpenSSH_9.0\r\n\r\n");
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Contains("not valid HTTP", settlement.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_without_end_is_a_failed_attempt()
    {
        await using var destination = new RawDestination($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 1_100_000)}\r\n\r\n");
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("not valid HTTP", settlement.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_protocol_is_a_failed_attempt()
    {
        await using var destination = new RawDestination("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Equal(101, settlement.Response!.Status);
    }

    [Theory]
    [InlineData("http://no-such-host.invalid/", "host is not known")]
    [InlineData("http:///path", "not a URL")]
    [InlineData("ftp://example.com/", "not a URL")]
    [InlineData("nonsense", "not a URL")]
    public async Task A_destination_that_is_none_is_a_failed_attempt(string url, string error)
    {
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = url });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains(error, settlement.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_a_failed_attempt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = $"http://127.0.0.1:{port}/", MaxRetries = 0 });

        Assert.Equal(MessageState.Failed, settlement.NextState);
        Assert.NotNull(settlement.DlqId);
        Assert.Contains("No connection", settlement.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_without_tls_behind_https_is_a_failed_attempt()
    {
        await using var destination = new RawDestination((_, _, _) => Task.CompletedTask);
        await using var harness = new DeliveryHarness(("BusQStash:Delivery:ConnectTimeout", "00:00:01"));

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url.Replace("http:", "https:", StringComparison.Ordinal) });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("connected to in time", settlement.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_attempt_has_no_settlement_and_no_log_line()
    {
        var arrived = new TaskCompletionSource();
        await using var destination = new RawDestination((_, _, token) =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        await using var harness = new DeliveryHarness();
        using var stop = new CancellationTokenSource();

        var running = harness.Services.GetRequiredService<IAttempts>()
            .RunAsync(DeliveryHarness.AttemptOf(new MessageSpec { Url = destination.Url }), null, stop.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.DoesNotContain(harness.Log.Lines, line => line.Level >= LogLevel.Information);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second on the same connection")]
    public async Task An_attempt_that_is_called_off_while_it_connects_sends_nothing(string which)
    {
        await using var destination = new RawDestination("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var harness = new DeliveryHarness();
        var spec = new MessageSpec { Url = destination.Url };
        var before = which == "first" ? 0 : 1;
        if (before > 0)
        {
            await harness.RunAsync(spec, "hello"u8.ToArray());
        }

        await Assert.ThrowsAsync<AttemptNotStartedException>(
            () => harness.RunAsync(DeliveryHarness.AttemptOf(spec, "hello"u8.ToArray()) with { MayStart = () => false }));

        // The next one goes out, so whatever had been written before would have arrived.
        await harness.RunAsync(DeliveryHarness.AttemptOf(spec, "hello"u8.ToArray()) with { MayStart = () => true });
        Assert.Equal(before + 1, destination.Requests.Count);
    }

    [Fact]
    public async Task Without_signing_keys_no_attempt_is_made()
    {
        await using var destination = new RawDestination("");
        await using var harness = new DeliveryHarness();
        harness.Keys.Failure = new InvalidOperationException("the ledger is away");

        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.RunAsync(new MessageSpec { Url = destination.Url }));

        Assert.Empty(destination.Requests);
    }

    [Fact]
    public async Task Without_a_socket_no_attempt_is_made()
    {
        await using var harness = new DeliveryHarness(services => services.AddSingleton<SocketOpener>(
            (_, _) => Task.FromException<Stream>(new SocketException((int)SocketError.TooManyOpenSockets))));

        await Assert.ThrowsAsync<HttpRequestException>(() => harness.RunAsync(new MessageSpec { Url = "http://127.0.0.1/" }));

        Assert.DoesNotContain(harness.Log.Lines, line => line.Level >= LogLevel.Information);
    }

    [Fact]
    public async Task One_line_tells_the_attempt_and_no_secrets()
    {
        await using var destination = new RawDestination("HTTP/1.1 503 No\r\nContent-Length: 6\r\nRetry-After: 7\r\n\r\nsecret");
        await using var harness = new DeliveryHarness();

        await harness.RunAsync(new MessageSpec { Url = destination.Url.Replace("://", "://secret:secret@", StringComparison.Ordinal) + "/p?secret" }, "secret"u8.ToArray());

        var (level, text) = Assert.Single(harness.Log.Lines, line => line.Level >= LogLevel.Information);
        Assert.Equal(LogLevel.Information, level);
        Assert.Matches($@"^msg_1 attempt 0 to 127\.0\.0\.1:{destination.Port}: 503 in \d+ ms, next attempt in 7 s$", text);
        Assert.DoesNotContain(harness.Log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delivery_is_told_to_those_who_debug()
    {
        await using var destination = new RawDestination("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var harness = new DeliveryHarness();

        await harness.RunAsync(new MessageSpec { Url = destination.Url });

        var (level, text) = Assert.Single(harness.Log.Lines, line => line.Text.StartsWith("msg_1 ", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Debug, level);
        Assert.Matches($@"^msg_1 attempt 0 to 127\.0\.0\.1:{destination.Port}: 200 in \d+ ms, delivered$", text);
    }

    [Fact]
    public async Task A_connection_is_used_again_even_when_the_answer_was_longer_than_we_keep()
    {
        await using var destination = new RawDestination($"HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n{new string('x', 20_000)}");
        await using var harness = new DeliveryHarness(("BusQStash:Delivery:MaxResponseBytes", "10"));

        for (var i = 0; i < 5; i++)
        {
            await harness.RunAsync(new MessageSpec { Url = destination.Url });
        }

        Assert.Equal(5, destination.Requests.Count);
        Assert.Equal(1, destination.Connections);
    }
}
