using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Serialization;
using BusQStash.Contracts.Messages;
using MassTransit;

namespace BusQStash.Benchmarks.Twins;

/// <summary>The same work through MassTransit, with BusQStash's serializer and without its ledger: what lies between it and the raw twin is the bus.</summary>
internal sealed class BusConsumer(HttpClient http, Uri destination) : IConsumer<DeliverMessage>
{
    public const string Role = "bus-consumer";
    private static readonly MediaTypeHeaderValue ContentType = new(MediaTypeNames.Text.Plain);

    /// <param name="arguments">Broker's address, queue, concurrency, prefetch, destination.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var concurrency = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        var destination = new Uri(arguments[4]);
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(new Uri(arguments[0]));
            configure.AddDeserializer(FrameSerializer.Instance);
            configure.ReceiveEndpoint(arguments[1], endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.SetQueueArgument("x-delivery-limit", BrokerNames.DeliveryLimit);
                endpoint.ConfigureConsumeTopology = false;
                endpoint.PrefetchCount = int.Parse(arguments[3], CultureInfo.InvariantCulture);
                endpoint.ConcurrentMessageLimit = concurrency;
                endpoint.Consumer(() => new BusConsumer(http, destination));
            });
        });
        await bus.StartAsync();
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>The command of a message, as BusQStash's Api writes it.</summary>
    public static byte[] Command(int number, string url, byte[] body) => FrameFormat.Write(new DeliverMessage
    {
        MessageId = $"msg_{number:x32}",
        Origin = 1,
        OriginNumber = number + 1,
        Spec = new MessageSpec
        {
            Url = url, Headers = [new HeaderLine("Content-Type", MediaTypeNames.Text.Plain)], CallerIp = "127.0.0.1",
        },
        Body = body,
    });

    public async Task Consume(ConsumeContext<DeliverMessage> context)
    {
        using var content = new ReadOnlyMemoryContent(context.Message.Body);
        content.Headers.ContentType = ContentType;
        using var response = await http.PostAsync(destination, content, context.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
