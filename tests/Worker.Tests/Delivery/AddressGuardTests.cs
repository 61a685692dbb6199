using System.Globalization;
using System.Net;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class AddressGuardTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("0.0.0.0")]
    [InlineData("user:password@127.0.0.1")]
    public async Task No_spelling_of_this_machine_reaches_the_socket(string host)
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness(("BusQStash:Destinations:AllowLoopback", "false"));

        var settlement = await harness.RunAsync(new MessageSpec { Url = Url(host, destination.Port), MaxRetries = 1 });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("not allowed", settlement.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", settlement.Error, StringComparison.Ordinal);
        Assert.Equal(0, destination.Connections);
    }

    [Fact]
    public async Task A_name_with_one_denied_answer_is_refused_as_a_whole()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]));

        var settlement = await harness.RunAsync(new MessageSpec { Url = Url("mixed.example", destination.Port) });

        Assert.Contains("not allowed", settlement.Error, StringComparison.Ordinal);
        Assert.Equal(0, destination.Connections);
    }

    [Fact]
    public async Task Connects_to_the_address_it_has_checked_and_never_resolves_again()
    {
        var asked = 0;
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness((_, _) =>
            Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("192.168.0.1")]));

        var settlement = await harness.RunAsync(new MessageSpec { Url = Url("rebinding.example", destination.Port) });

        Assert.Equal(MessageState.Delivered, settlement.NextState);
        Assert.Equal(1, asked);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"rebinding.example:{destination.Port}"), destination.Requests.Single().Header("Host"));
    }

    [Fact]
    public async Task A_dead_address_gives_way_to_the_next()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]));

        var settlement = await harness.RunAsync(new MessageSpec { Url = Url("two.example", destination.Port) });

        Assert.Equal(MessageState.Delivered, settlement.NextState);
    }

    [Fact]
    public async Task An_allowed_address_in_the_mapped_form_is_called()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = Url("[::ffff:127.0.0.1]", destination.Port) });

        Assert.Equal(MessageState.Delivered, settlement.NextState);
    }

    [Fact]
    public async Task A_redirect_leads_nowhere()
    {
        await using var inside = new RawDestination(Ok);
        await using var destination = new RawDestination(
            $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {inside.Url}\r\nContent-Length: 0\r\n\r\n");
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = destination.Url });

        Assert.Equal(307, settlement.Response!.Status);
        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Equal(0, inside.Connections);
    }

    private static string Url(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}/");
}
