using System.Globalization;
using System.Text;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Messages;
using BusQStash.Testing;
using MassTransit;
using Xunit;

namespace BusQStash.Broker.Tests.Bus;

public sealed class When_a_service_enqueues_over_the_bus(TestBed bed)
{
    private static readonly Uri Door = new("exchange:busqstash-enqueue");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sent_command_is_delivered_with_its_headers()
    {
        var system = await bed.GetSharedAsync();
        await using var service = await OtherService.StartAsync(system.VirtualHost!.Url);
        var hook = system.Destination.AddHook();

        var door = await service.Bus.GetSendEndpoint(Door);
        await door.Send(Command(hook.Url, "sent", ("upstash-method", "PUT"), ("Upstash-Forward-X-Shop", "ä 7"), ("content-type", "text/x-order")), Cancellation);

        var request = Assert.Single(await hook.WaitForEndedAsync(1));
        Assert.Equal(("PUT", "sent", "text/x-order"), (request.Method, request.Text, request.Header("Content-Type")));
        Assert.Equal("ä 7", request.Header("X-Shop"));
        Assert.NotNull(request.Header("Upstash-Signature"));
    }

    [Fact]
    public async Task A_published_command_is_delivered()
    {
        var system = await bed.GetSharedAsync();
        await using var service = await OtherService.StartAsync(system.VirtualHost!.Url);
        var hook = system.Destination.AddHook();

        await service.Bus.Publish(Command(hook.Url, "published"), Cancellation);

        Assert.Equal("published", Assert.Single(await hook.WaitForEndedAsync(1)).Text);
    }

    [Fact]
    public async Task Commands_for_a_queue_keep_the_order_in_which_they_were_answered()
    {
        var system = await bed.GetSharedAsync();
        await using var service = await OtherService.StartAsync(system.VirtualHost!.Url);
        var hook = system.Destination.AddHook();
        var client = service.Bus.CreateRequestClient<EnqueueMessage>(Door);

        for (var number = 1; number <= 10; number++)
        {
            var command = Command(hook.Url, number.ToString(CultureInfo.InvariantCulture)) with { QueueName = "orders-over-the-bus" };
            await client.GetResponse<MessageEnqueued>(command, Cancellation);
        }

        await hook.WaitForEndedAsync(10);
        var log = AttemptLog.Of(hook).AssertInOrder().AssertConcurrencyAtMost(1).AssertNoRepeats();
        Assert.Equal(Enumerable.Range(1, 10), log.Numbers);
    }

    [Fact]
    public async Task A_deduplication_id_makes_the_second_command_a_repeat_of_the_first()
    {
        var system = await bed.GetSharedAsync();
        await using var service = await OtherService.StartAsync(system.VirtualHost!.Url);
        var hook = system.Destination.AddHook();
        var client = service.Bus.CreateRequestClient<EnqueueMessage>(Door);
        var command = Command(hook.Url, "once", ("Upstash-Deduplication-Id", $"{Guid.NewGuid():n}"));

        var first = (await client.GetResponse<MessageEnqueued>(command, Cancellation)).Message;
        var second = (await client.GetResponse<MessageEnqueued>(command, Cancellation)).Message;

        Assert.Equal((false, true), (first.Deduplicated, second.Deduplicated));
        Assert.Equal(first.MessageIds, second.MessageIds);
        await AssertDeliveredOnceAsync(system, hook, first.MessageIds.Single());
    }

    [Fact]
    public async Task A_command_that_is_handed_over_again_makes_no_second_message()
    {
        var system = await bed.GetSharedAsync();
        await using var service = await OtherService.StartAsync(system.VirtualHost!.Url);
        var hook = system.Destination.AddHook();
        var client = service.Bus.CreateRequestClient<EnqueueMessage>(Door);
        var commandId = NewId.NextGuid();

        var answers = new List<MessageEnqueued>();
        for (var time = 0; time < 3; time++)
        {
            var answer = await client.GetResponse<MessageEnqueued>(
                Command(hook.Url, "once"), request => request.UseExecute(context => context.MessageId = commandId), Cancellation);
            answers.Add(answer.Message);
        }

        Assert.Single(answers.SelectMany(answer => answer.MessageIds).Distinct());
        await AssertDeliveredOnceAsync(system, hook, answers[0].MessageIds.Single());
    }

    [Fact]
    public async Task An_invalid_command_is_refused_to_who_asked_and_to_who_watches()
    {
        var system = await bed.GetSharedAsync();
        var watched = new TaskCompletionSource<MessageRejected>();
        await using var service = await OtherService.StartAsync(system.VirtualHost!.Url, rabbit =>
            rabbit.ReceiveEndpoint($"watcher-{Guid.NewGuid():n}", endpoint =>
            {
                endpoint.AutoDelete = true;
                endpoint.Handler<MessageRejected>(context =>
                {
                    watched.TrySetResult(context.Message);
                    return Task.CompletedTask;
                });
            }));
        var client = service.Bus.CreateRequestClient<EnqueueMessage>(Door);

        var answer = await client.GetResponse<MessageEnqueued, MessageRejected>(
            Command("ftp://nowhere", "x", ("Upstash-Retries", "many")), Cancellation);

        Assert.True(answer.Is(out Response<MessageRejected>? refused));
        Assert.Equal(400, refused.Message.Status);
        Assert.NotEmpty(refused.Message.Error);
        Assert.Equal(refused.Message, await watched.Task.WaitAsync(Eventually.DefaultTimeout, Cancellation));
    }

    private static EnqueueMessage Command(string destination, string body, params (string Name, string Value)[] headers) => new()
    {
        Destination = destination,
        Body = Encoding.UTF8.GetBytes(body),
        Headers = headers.ToDictionary(header => header.Name, header => header.Value),
    };

    private static async Task AssertDeliveredOnceAsync(Deployment system, Testing.Destinations.Hook hook, string messageId)
    {
        await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(messageId), "the message to be final");
        Assert.Equal(messageId, Assert.Single(hook.Requests).Header("Upstash-Message-Id"));
    }
}
