using System.Net.Sockets;
using BusQStash.Bus.Connections;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

public sealed class BrokerFailuresTests
{
    private static readonly AuthenticationFailureException Refused = new("ACCESS_REFUSED");

    [Theory]
    [InlineData("amqp://somebody:secret@host", "user 'somebody'")]
    [InlineData("amqp://host", "user 'guest'")]
    [InlineData("amqps://somebody:secret@host", "user 'somebody'")]
    public void A_refused_login_names_its_user(string text, string who)
    {
        var sentence = BrokerFailures.Explain(Wrapped(Refused), Options(text, "client.pem"));

        Assert.Contains($"refused {who}: wrong password", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_login_by_certificate_names_the_certificate_and_its_setting()
    {
        var sentence = BrokerFailures.Explain(Wrapped(Refused), Options("amqps://host/orders", "/keys/client.pem"));

        Assert.Contains("refused the client certificate /keys/client.pem:", sentence, StringComparison.Ordinal);
        Assert.Contains("virtual host 'orders'", sentence, StringComparison.Ordinal);
        Assert.EndsWith("Check BusQStash__Broker__Tls__ClientCertificateFile", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cause_is_found_among_those_of_several_nodes()
    {
        var several = new AggregateException(new IOException("the first node is away"), new ConnectFailureException("x", new SocketException((int)SocketError.ConnectionRefused)));

        Assert.Contains("Nothing listens", BrokerFailures.Explain(new BrokerUnreachableException(several), Options("amqp://host")), StringComparison.Ordinal);
        Assert.True(BrokerFailures.IsRefusal(new BrokerUnreachableException(new AggregateException(new IOException("x"), Refused))));
    }

    private static BrokerUnreachableException Wrapped(Exception inner) => new(new AggregateException(inner));

    private static BrokerOptions Options(string text, string? certificate = null)
    {
        Assert.True(BrokerAddress.TryParse(text, out var address, out _));
        var options = new BrokerOptions { Address = address };
        options.Tls.ClientCertificateFile = certificate;
        return options;
    }
}
