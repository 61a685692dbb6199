using BusQStash.Bus.Connections;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("amqp://u:p@host:5673/vh", "host", 5673, "vh", "u", "p", false)]
    [InlineData("amqp://host", "host", 5672, "/", "guest", "guest", false)]
    [InlineData("amqp://host/", "host", 5672, "/", "guest", "guest", false)]
    [InlineData("amqps://u:p%40%2F@host", "host", 5671, "/", "u", "p@/", true)]
    [InlineData("amqp://u@host/%2F", "host", 5672, "/", "u", "guest", false)]
    [InlineData("amqp://[::1]:5672/a%2Fb", "[::1]", 5672, "a/b", "guest", "guest", false)]
    public void Reads_an_address(string text, string host, int port, string virtualHost, string user, string password, bool tls)
    {
        Assert.True(BrokerAddress.TryParse(text, out var address));
        Assert.Equal((host, port, virtualHost, user, password, tls), (address.Host, address.Port, address.VirtualHost, address.UserName, address.Password, address.Tls));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("http://host")]
    [InlineData("amqp://")]
    [InlineData("rabbitmq://host")]
    public void Refuses_anything_else(string? text) => Assert.False(BrokerAddress.TryParse(text, out _));
}
