using System.Text;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Worker.Tests.Delivery;
using Xunit;

namespace BusQStash.Worker.Tests.Destinations;

/// <summary>Answers whose head is long, or says strange things of the body; the connection stays open after them.</summary>
public sealed class AnswerFramingTests
{
    private const int TimeoutMs = 60_000;

    [Theory]
    [InlineData("Content-Length: 2, 2")]
    [InlineData("Content-Length: 2,2 ,\t2")]
    [InlineData("Content-Length: 2\r\nContent-Length: 2")]
    [InlineData("Content-Length: 2\r\nContent-Length: 2, 2")]
    public async Task A_length_that_is_said_several_times_is_one(string header)
    {
        var settlement = await RunAsync($"HTTP/1.1 200 OK\r\n{header}\r\n\r\nok");

        Assert.Equal(MessageState.Delivered, settlement.NextState);
        Assert.Equal("ok", Encoding.ASCII.GetString(settlement.Response!.Body.Span));
        Assert.False(settlement.Response.Truncated);
    }

    [Theory]
    [InlineData("Content-Length: 2, 3")]
    [InlineData("Content-Length: 2,")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: +2")]
    [InlineData("Content-Length: 0x2")]
    [InlineData("Content-Length: two")]
    [InlineData("Content-Length: 99999999999999999999999999")]
    [InlineData("Transfer-Encoding: \"chunked\"")]
    [InlineData("Transfer-Encoding: xchunked")]
    public async Task A_length_that_is_none_fails_at_once(string header)
    {
        var settlement = await RunAsync($"HTTP/1.1 200 OK\r\n{header}\r\n\r\nok");

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("not valid HTTP", settlement.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 None\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    public async Task A_length_nobody_needs_does_no_harm(string answer) =>
        Assert.Equal(MessageState.Delivered, (await RunAsync(answer)).NextState);

    [Theory]
    [InlineData(1, 200_000)]
    [InlineData(1, 1_000_000)]
    [InlineData(1000, 100)]
    public async Task A_success_with_long_headers_is_one(int count, int length)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-Long-{i}: {new string('v', length)}\r\n"));

        var settlement = await RunAsync($"HTTP/1.1 200 OK\r\n{headers}Content-Length: 2\r\n\r\nok");

        Assert.Equal(MessageState.Delivered, settlement.NextState);
        Assert.Equal(count + 1, settlement.Response!.Headers.Count);
    }

    [Fact]
    public async Task A_head_longer_than_the_setting_fails()
    {
        var settlement = await RunAsync(
            $"HTTP/1.1 200 OK\r\nX-Long: {new string('v', 70_000)}\r\nContent-Length: 2\r\n\r\nok", ("BusQStash:Delivery:MaxResponseHeaderBytes", "65536"));

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("not valid HTTP", settlement.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 2\0\u001b0 OK\r\n\r\n")]
    [InlineData("nonsense\0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX\0\u001b[31m: 1\r\n\r\n")]
    public async Task What_an_error_quotes_of_it_can_be_read(string answer)
    {
        var settlement = await RunAsync(answer);

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.DoesNotContain(settlement.Error!, char.IsControl);
    }

    [Fact]
    public async Task An_error_quotes_no_more_than_people_read()
    {
        var settlement = await RunAsync($"HTTP/1.1 200 OK\r\n{new string('v', 300_000)}\r\n\r\n");

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.InRange(settlement.Error!.Length, 1, 1000);
    }

    private static async Task<AttemptSettlement> RunAsync(string answer, params (string Key, string Value)[] settings)
    {
        await using var destination = new RawDestination(answer);
        await using var harness = new DeliveryHarness(settings);
        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = TimeoutMs });
        Assert.DoesNotContain("within", settlement.Error ?? "", StringComparison.Ordinal);
        return settlement;
    }
}
