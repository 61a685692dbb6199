using System.Net;
using System.Net.Sockets;
using BusQStash.Bus.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

public sealed class ConnectionSetupTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("amqp")]
    [InlineData("amqps")]
    public async Task A_node_that_takes_the_connection_and_says_nothing_is_given_up(string scheme)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Assert.True(BrokerAddress.TryParse($"{scheme}://{silent.LocalEndpoint}", out var address, out _));
        var factory = new ConnectionFactory();
        new ConnectionSetup(new BrokerOptions { Address = address, ConnectTimeout = TimeSpan.FromSeconds(1) }).Apply(factory);

        // Without a token, as MassTransit does it.
        var connecting = factory.CreateConnectionAsync(Array.Empty<AmqpTcpEndpoint>(), "silent", CancellationToken.None);

        var failure = await Assert.ThrowsAsync<BrokerUnreachableException>(() => connecting.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.NotEmpty(ConnectFailure.Describe(failure));
    }

    [Theory]
    [InlineData("amqps://host", true, true)]
    [InlineData("amqps://user:pw@host", true, false)]
    [InlineData("amqps://host", false, false)]
    [InlineData("amqp://host", true, false)]
    public void A_certificate_logs_in_where_no_user_is_named(string text, bool hasCertificate, bool expected)
    {
        Assert.True(BrokerAddress.TryParse(text, out var address, out _));
        var options = new BrokerOptions { Address = address };
        options.Tls.ClientCertificateFile = hasCertificate ? "client.pem" : null;
        Assert.Equal(expected, options.LogsInByCertificate);
    }
}
