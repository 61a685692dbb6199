using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Testing;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>Floods only HTTP/2 knows. A connection carries many requests there: it, too, must end.</summary>
public sealed class Http2FloodTests
{
    private const byte Status200 = 0x88;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>More than a connection may say.</summary>
    private static readonly Dictionary<string, (byte[] Start, byte[] Piece)> Excesses = new()
    {
        ["header block"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, 0, [Status200]), RawHttp2Destination.Frame(RawHttp2Destination.Continuation, 0, Literal(0, 1000))),
        ["one header, named again and again"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, 0, [Status200, .. Literal(0x40, 3000)]),
            RawHttp2Destination.Frame(RawHttp2Destination.Continuation, 0, [.. Enumerable.Repeat((byte)0xBE, 10_000)])),
        ["early hints"] = ([], RawHttp2Destination.Frame(RawHttp2Destination.Headers, RawHttp2Destination.EndHeaders, [0x08, 3, (byte)'1', (byte)'0', (byte)'3'])),

        // Each asks for an answer, and nobody takes the answers.
        ["pings"] = ([], RawHttp2Destination.Frame(RawHttp2Destination.Ping, 0, new byte[8])),
        ["settings"] = ([], RawHttp2Destination.Frame(RawHttp2Destination.Settings, 0, [])),
    };

    /// <summary>What costs no memory, so that it is the time that ends it.</summary>
    private static readonly Dictionary<string, (byte[] Start, byte[] Piece)> Nothings = new()
    {
        ["empty parts of a header block"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, 0, [Status200]), RawHttp2Destination.Frame(RawHttp2Destination.Continuation, 0, [])),
        ["empty data"] = (
            RawHttp2Destination.Frame(RawHttp2Destination.Headers, RawHttp2Destination.EndHeaders, [Status200]), RawHttp2Destination.Frame(RawHttp2Destination.Data, 0, [])),
    };

    public static TheoryData<string> ExcessNames => [.. Excesses.Keys];

    public static TheoryData<string> NothingNames => [.. Nothings.Keys];

    [Theory]
    [MemberData(nameof(ExcessNames))]
    public async Task Too_much_ends_the_connection(string name)
    {
        var flood = new Flood(Excesses[name].Start, Excesses[name].Piece);
        await using var destination = new RawHttp2Destination(flood);
        await using var harness = new DeliveryHarness(TrustedCertificate.Trust);

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url, TimeoutMs = 60_000 });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.DoesNotContain("within", settlement.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Log.Lines, line => line.Level >= LogLevel.Warning);
        await flood.Cut.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(NothingNames))]
    public async Task Nothing_without_end_ends_with_its_attempt(string name)
    {
        var flood = new Flood(Nothings[name].Start, Nothings[name].Piece);
        await using var destination = new RawHttp2Destination(flood);
        await using var harness = new DeliveryHarness(TrustedCertificate.Trust);
        using var stop = new CancellationTokenSource();
        var attempt = harness.Services.GetRequiredService<IAttempts>().RunAsync(DeliveryHarness.AttemptOf(new MessageSpec { Url = destination.Url }), null, stop.Token);
        await Eventually.TrueAsync(() => flood.Written > 0, "the flood to begin", Patience);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt);
        await flood.Cut.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>A header <c>x</c> with a value this long.</summary>
    private static byte[] Literal(byte kind, int length) =>
        [kind, 1, (byte)'x', 0x7f, (byte)(((length - 127) & 0x7f) | 0x80), (byte)((length - 127) >> 7), .. Enumerable.Repeat((byte)'y', length)];
}
