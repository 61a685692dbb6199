using System.Net;
using BusQStash.Api.Dashboard;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class SignInLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_address_has_ten_tries_a_minute()
    {
        var limit = new SignInLimit(_time);
        var address = IPAddress.Parse("10.0.0.1");
        Fail(limit, address, 9);
        Assert.Null(limit.WaitOf(address));
        Fail(limit, address, 1);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), limit.WaitOf(address));
        Assert.Null(limit.WaitOf(IPAddress.Parse("10.0.0.2")));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(limit.WaitOf(address));
    }

    [Fact]
    public void All_addresses_together_have_a_hundred()
    {
        var limit = new SignInLimit(_time);
        for (var at = 0; at < 100; at++)
        {
            Fail(limit, new IPAddress([10, 0, 1, (byte)at]), 1);
        }

        Assert.NotNull(limit.WaitOf(IPAddress.Parse("10.0.2.1")));
    }

    private static void Fail(SignInLimit limit, IPAddress address, int times)
    {
        for (var at = 0; at < times; at++)
        {
            limit.Failed(address);
        }
    }
}
