using BusQStash.Bus.Connections;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("amqp://u:p@host:5673/vh", "host:5673", "vh", "u", "p", false)]
    [InlineData("amqp://host", "host:5672", "/", null, null, false)]
    [InlineData("amqp://host/", "host:5672", "/", null, null, false)]
    [InlineData("amqps://u:p%40%2F@host", "host:5671", "/", "u", "p@/", true)]
    [InlineData("amqp://u:p@ss:word@host", "host:5672", "/", "u", "p@ss:word", false)]
    [InlineData("amqp://u:p@host/virtual%40host", "host:5672", "virtual@host", "u", "p", false)]
    [InlineData("amqp://u@host/%2F", "host:5672", "/", "u", null, false)]
    [InlineData("amqp://[::1]:5673/a%2Fb", "[::1]:5673", "a/b", null, null, false)]
    [InlineData("amqps://u:p@a:5671,b:5671,c:5672/vh", "a:5671 b:5671 c:5672", "vh", "u", "p", true)]
    [InlineData("amqp://u:p@a, b:1 ,[::1],10.0.0.1", "a:5672 b:1 [::1]:5672 10.0.0.1:5672", "/", "u", "p", false)]
    public void Reads_an_address(string text, string nodes, string virtualHost, string? user, string? password, bool tls)
    {
        Assert.True(BrokerAddress.TryParse(text, out var address, out _));
        Assert.Equal(nodes, string.Join(' ', address.Nodes));
        Assert.Equal((virtualHost, user, password, tls), (address.VirtualHost, address.UserName, address.Password, address.Tls));
    }

    [Theory]
    [InlineData(null, "does not begin with")]
    [InlineData("", "does not begin with")]
    [InlineData("localhost", "does not begin with")]
    [InlineData("http://host", "does not begin with")]
    [InlineData("rabbitmq://host", "does not begin with")]
    [InlineData("amqp://", "without a host name (node 1)")]
    [InlineData("amqp://secret:secret@", "without a host name (node 1)")]
    [InlineData("amqp://a,,c", "without a host name (node 2)")]
    [InlineData("amqp://a,", "without a host name (node 2)")]
    [InlineData("amqp://a,:5672", "without a host name (node 2)")]
    [InlineData("amqp://a:0", "port")]
    [InlineData("amqp://a:65536", "port")]
    [InlineData("amqp://a:x,b", "port")]
    [InlineData("amqp://a:,b", "port")]
    [InlineData("amqp://a b", "neither a name nor an address")]
    [InlineData("amqp://::1", "without a host name")]
    [InlineData("amqp://a,A:5672", "twice (node 2)")]
    [InlineData("amqp://secret:sec/ret@a/vh", "%2F")]
    [InlineData("amqp://busqstash:sec/ret@rabbitmq:5672", "a password as %2F")]
    [InlineData("amqp://busqstash:secret@sec/ret@rabbitmq:5672", "a password as %2F")]
    [InlineData("amqp://busqstash:5/secret@rabbitmq:5672", "a password as %2F")]
    [InlineData("amqp://u:p@host/virtual@host", "a virtual host as %40")]
    [InlineData("amqp://u:secret#1@a/vh", "%23")]
    [InlineData("amqp://a?heartbeat=5", "question mark")]
    public void Refuses_anything_else_and_says_why(string? text, string problem)
    {
        Assert.False(BrokerAddress.TryParse(text, out _, out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }
}
