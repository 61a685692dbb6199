using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>Floods only HTTP/2 knows. A connection carries many requests there: it, too, must end.</summary>
public sealed class Http2FloodTests
{
    private const byte Status200 = 0x88;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Floods => [.. All.Keys];

    private static Dictionary<string, (byte[] Start, byte[] Piece)> All => new()
    {
        ["header block without end"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, 0, [Status200]), RawHttp2Destination.Frame(RawHttp2Destination.Continuation, 0, Literal(0, 1000))),
        ["one header, named again and again"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, 0, [Status200, .. Literal(0x40, 3000)]),
            RawHttp2Destination.Frame(RawHttp2Destination.Continuation, 0, [.. Enumerable.Repeat((byte)0xBE, 10_000)])),
        ["empty parts of a header block"] = (RawHttp2Destination.Frame(RawHttp2Destination.Headers, 0, [Status200]), RawHttp2Destination.Frame(RawHttp2Destination.Continuation, 0, [])),
        ["early hints"] = ([], RawHttp2Destination.Frame(RawHttp2Destination.Headers, RawHttp2Destination.EndHeaders, [0x08, 3, (byte)'1', (byte)'0', (byte)'3'])),
        ["empty data"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, RawHttp2Destination.EndHeaders, [Status200]), RawHttp2Destination.Frame(RawHttp2Destination.Data, 0, [])),
        ["pings"] = ([], RawHttp2Destination.Frame(RawHttp2Destination.Ping, 0, new byte[8])),
        ["settings"] = ([], RawHttp2Destination.Frame(RawHttp2Destination.Settings, 0, [])),
        ["frames nobody knows"] = ([], RawHttp2Destination.Frame(0x77, 0, [])),
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task Ends_with_its_attempt(string name)
    {
        var (start, piece) = All[name];
        var flood = new Flood(start, piece);
        await using var destination = new RawHttp2Destination(flood);
        await using var harness = new DeliveryHarness(TrustedCertificate.Trust);
        var before = GC.GetTotalMemory(true);

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = 2000 });
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {settlement.Error}; {flood.Written}; {GC.GetTotalMemory(true) - before}");

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.DoesNotContain(harness.Log.Lines, line => line.Level >= LogLevel.Warning);
        await flood.Cut.WaitAsync(Patience, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: cut; {flood.Written}; {GC.GetTotalMemory(true) - before}");
    }

    /// <summary>A header <c>x</c> with a value this long.</summary>
    private static byte[] Literal(byte kind, int length) =>
        [kind, 1, (byte)'x', 0x7f, (byte)(((length - 127) & 0x7f) | 0x80), (byte)((length - 127) >> 7), .. Enumerable.Repeat((byte)'y', length)];
}
