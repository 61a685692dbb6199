using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Bus.Naming;
using BusQStash.Contracts.Messages;
using BusQStash.Testing;
using RabbitMQ.Client;
using Xunit;

namespace BusQStash.Broker.Tests.Bus;

public sealed partial class When_garbage_comes_over_the_bus(TestBed bed)
{
    private const string Envelope = "application/vnd.masstransit+json";
    private const string Frame = "application/vnd.busqstash.frame";

    /// <summary>What nobody can read, on whichever broker queue.</summary>
    private static readonly (string? ContentType, byte[] Body)[] Garbage =
    [
        (null, [0xDE, 0xAD, 0xBE, 0xEF]),
        (null, []),
        ("text/plain", "hello"u8.ToArray()),
        (Envelope, [0xFF, 0xFE, 0x00, 0x01]),
        (Envelope, []),
        (Envelope, "null"u8.ToArray()),
        (Envelope, "[1, 2]"u8.ToArray()),
        (Envelope, "{\"messageId\": 17, \"message\": "u8.ToArray()),
        (Envelope, "{\"messageType\": [\"urn:message:Shop:OrderPlaced\"], \"message\": {\"order\": 1}}"u8.ToArray()),
        (Envelope, "{\"messageType\": [\"urn:message:BusQStash.Contracts.Queues:LaneTurn\"], \"message\": {\"queueName\": null}}"u8.ToArray()),
        (Envelope, Enqueue("""{"headers": 5, "body": false}""")),
        (Envelope, Enqueue("\"text\"")),
        (Frame, [1]),
        (Frame, [0xFF, 0xFF, 0xFF, 0x7F, 1, 2]),
        (Frame, [0xFF, 0xFF, 0xFF, 0xFF, 1, 2]),
        (Frame, [2, 0, 0, 0, (byte)'{', (byte)'x']),
        (Frame, [4, 0, 0, 0, (byte)'n', (byte)'u', (byte)'l', (byte)'l']),
    ];

    /// <summary>Commands that make no sense where workers read.</summary>
    private static readonly (string? ContentType, byte[] Body)[] Nonsense =
    [
        (Frame, [2, 0, 0, 0, (byte)'{', (byte)'}']),
        (Envelope, Enqueue("""{"destination": "https://example.com"}""")),
        (Envelope, Deliver("""{}""")),
        (Envelope, Deliver("""{"messageId": "msg_1"}""")),
        (Envelope, Deliver("""{"messageId": "msg_1", "seq": 1, "spec": null}""")),
        (Envelope, Deliver("""{"messageId": null, "spec": {"url": null}}""")),
    ];

    [Fact]
    public async Task It_is_counted_and_thrown_away_and_everything_else_goes_on()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0, WorkerInApi = true });
        var queue = system.NewQueue();
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();

        await ThrowAsync(system.VirtualHost!.Url, BrokerNames.Deliver, [.. Garbage, .. Nonsense]);
        await ThrowAsync(system.VirtualHost.Url, BrokerNames.Lane(queue.Name), [.. Garbage, .. Nonsense]);
        await ThrowAsync(system.VirtualHost.Url, BrokerNames.Enqueue, Garbage);

        var thrown = (3 * Garbage.Length) + (2 * Nonsense.Length);
        await Eventually.TrueAsync(async () => await DiscardedAsync(system) >= thrown, $"{thrown} commands to be counted");
        await AssertWorksAsync(system, queue);
        Assert.Equal(thrown, await DiscardedAsync(system));
        var names = (await system.VirtualHost.QueuesAsync()).Select(one => one.GetProperty("name").GetString()!).ToArray();
        Assert.DoesNotContain(names, name => name.EndsWith("_error", StringComparison.Ordinal) || name.EndsWith("_skipped", StringComparison.Ordinal));
        Assert.Contains(BrokerNames.Deliver, names);
    }

    private static async Task AssertWorksAsync(Deployment system, TestQueue queue)
    {
        var hook = system.Destination.AddHook();
        await system.Calls.PublishAsync(hook.Url, "published");
        await using (var service = await OtherService.StartAsync(system.VirtualHost!.Url))
        {
            var door = await service.Bus.GetSendEndpoint(new Uri($"exchange:{BrokerNames.Enqueue}"));
            await door.Send(new EnqueueMessage { Destination = hook.Url }, TestContext.Current.CancellationToken);
        }

        await queue.EnqueueManyAsync(3);
        await hook.WaitForEndedAsync(2);
        await queue.WaitUntilDoneAsync();
        queue.Log.AssertInOrder().AssertNoRepeats();
    }

    private static async Task ThrowAsync(string amqp, string exchange, IReadOnlyList<(string? ContentType, byte[] Body)> garbage)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = new Uri(amqp) }.CreateConnectionAsync(cancellation);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellation);
        foreach (var (contentType, body) in garbage)
        {
            var properties = new BasicProperties { Persistent = true };
            if (contentType is not null)
            {
                properties.ContentType = contentType;
            }

            await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body, cancellation);
        }
    }

    private static async Task<long> DiscardedAsync(Deployment system)
    {
        var metrics = await system.Api.Http.GetStringAsync("metrics");
        return Discarded().Match(metrics) is { Success: true } match
            ? (long)double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
    }

    private static byte[] Enqueue(string message) => Enveloped("BusQStash.Contracts.Messages:EnqueueMessage", message);

    private static byte[] Deliver(string message) => Enveloped("BusQStash.Bus.Publishing:DeliverMessage", message);

    /// <summary>The envelope of a command.</summary>
    private static byte[] Enveloped(string type, string message) =>
        Encoding.UTF8.GetBytes("{\"messageType\": [\"urn:message:" + type + "\"], \"message\": " + message + "}");

    [GeneratedRegex(@"^busqstash_commands_discarded_total(?:\{[^}]*\})? ([0-9.e+]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Discarded();
}
