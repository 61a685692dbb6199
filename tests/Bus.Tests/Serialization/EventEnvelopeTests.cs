using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Bus.Serialization;
using BusQStash.Contracts.Events;
using BusQStash.Store.Outbox;
using MassTransit;
using Xunit;

namespace BusQStash.Bus.Tests.Serialization;

public sealed class EventEnvelopeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, 500, TimeSpan.Zero);

    private static readonly MessageDelivered Delivered = new()
    {
        MessageId = "msg_1",
        Destination = "https://example.com/?q=\"<ä>\"",
        Labels = ["a", "b"],
        CreatedAt = Now,
        MaxRetries = 3,
        Status = 204,
        StartedAt = Now,
        FinishedAt = Now,
    };

    [Fact]
    public async Task Subscribers_find_all_that_MassTransit_itself_would_write()
    {
        var (bus, received) = await StartAsync();
        var json = JsonSerializer.SerializeToUtf8Bytes(Delivered, OutcomeJson.Default.MessageDelivered);

        await bus.Publish(Delivered, WithHeader, TestContext.Current.CancellationToken);
        var theirs = await received.ReadAsync(TestContext.Current.CancellationToken);
        await bus.Publish(Delivered, new WithHeaderToo(new EventEnvelope<MessageDelivered>(json)), TestContext.Current.CancellationToken);
        var ours = await received.ReadAsync(TestContext.Current.CancellationToken);
        await bus.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Told(Delivered), Told(ours.Message));
        Assert.NotNull(ours.SentTime);
        Assert.NotNull(ours.MessageId);
        Assert.NotNull(ours.ConversationId);
        Assert.Equal(theirs.SourceAddress, ours.SourceAddress);
        Assert.Equal(theirs.DestinationAddress, ours.DestinationAddress);
        Assert.Equal(theirs.SupportedMessageTypes, ours.SupportedMessageTypes);
        Assert.Equal("value", ours.Headers.Get<string>("name"));
        Assert.Equal(Fields(theirs), Fields(ours));
        Assert.True(JsonNode.DeepEquals(Envelope(theirs)["host"], Envelope(ours)["host"]));
    }

    private static async Task<(IBusControl Bus, System.Threading.Channels.ChannelReader<ConsumeContext<MessageDelivered>> Received)> StartAsync()
    {
        var received = System.Threading.Channels.Channel.CreateUnbounded<ConsumeContext<MessageDelivered>>();
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(configuration => configuration.ReceiveEndpoint(
            "subscriber", endpoint => endpoint.Handler<MessageDelivered>(async context => await received.Writer.WriteAsync(context))));
        await bus.StartAsync(TestContext.Current.CancellationToken);
        return (bus, received.Reader);
    }

    private static void WithHeader(PublishContext<MessageDelivered> context) => context.Headers.Set("name", "value");

    private static string Told(MessageDelivered delivered) => JsonSerializer.Serialize(delivered);

    private static JsonObject Envelope(ConsumeContext context) => JsonNode.Parse(context.ReceiveContext.Body.GetBytes())!.AsObject();

    private static IEnumerable<string> Fields(ConsumeContext context) =>
        Envelope(context).Where(field => field.Value is not null).Select(field => field.Key).Order(StringComparer.Ordinal);

    private sealed class WithHeaderToo(EventEnvelope<MessageDelivered> envelope) : IPipe<PublishContext<MessageDelivered>>
    {
        public Task Send(PublishContext<MessageDelivered> context)
        {
            WithHeader(context);
            return envelope.Send(context);
        }

        public void Probe(ProbeContext context) => envelope.Probe(context);
    }
}
