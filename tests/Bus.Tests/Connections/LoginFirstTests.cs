using BusQStash.Bus.Connections;
using MassTransit;
using RabbitMQ.Client;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

/// <summary>What MassTransit is told of a connection that cannot be had: only a failure of this kind makes it try again.</summary>
public sealed class LoginFirstTests
{
    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_a_failure_that_is_tried_again()
    {
        var failure = await PrepareAsync("amqps://127.0.0.1:1", options => options.Tls.CaFile = "/nosuch.pem");

        Assert.Contains("BusQStash__Broker__Tls__CaFile is /nosuch.pem, which cannot be read", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
        Assert.Null(failure.InnerException);
        Assert.Equal(failure.Message, BrokerFailures.Explain(failure, new BrokerOptions { Address = Address("amqps://127.0.0.1:1") }));
    }

    [Fact]
    public async Task So_is_a_broker_that_is_not_there() =>
        Assert.Contains("Nothing listens where RabbitMQ at 127.0.0.1:1 should be", (await PrepareAsync("amqp://127.0.0.1:1")).Message, StringComparison.Ordinal);

    private static BrokerAddress Address(string text) => BrokerAddress.TryParse(text, out var address, out var problem) ? address : throw new ArgumentException(problem);

    private static async Task<ConnectionException> PrepareAsync(string text, Action<BrokerOptions>? configure = null)
    {
        var options = new BrokerOptions { Address = Address(text) };
        configure?.Invoke(options);
        return await Assert.ThrowsAsync<ConnectionException>(
            () => new LoginFirst(new ConnectionSetup(options), options, TimeProvider.System).PrepareAsync(new ConnectionFactory()));
    }
}
