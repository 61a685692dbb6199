using BusQStash.Broker.Tests.Harness;
using BusQStash.Contracts.Events;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OutcomeSubscriber;
using Xunit;

namespace BusQStash.Broker.Tests.Bus;

public sealed class When_a_service_subscribes_to_outcomes(TestBed bed)
{
    private const string Secret = "only-for-the-destination";
    private readonly SeenEvents _seen = new();

    [Fact]
    public async Task It_is_told_each_of_them_once_and_never_the_body()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
        using var subscriber = await SubscribeAsync(system.VirtualHost!.Url);
        var fine = system.Destination.AddHook();
        var shaky = system.Destination.AddHook(request => Answer.Status(request.Number == 1 ? 503 : 200));
        var broken = system.Destination.AddHook(Answer.Status(500));

        var delivered = await system.Calls.PublishAsync(fine.Url, Secret, ("Upstash-Label", "first"));
        var retried = await system.Calls.PublishAsync(shaky.Url, Secret, ("Upstash-Retry-Delay", "300"));
        var failed = await system.Calls.PublishAsync(broken.Url, Secret, ("Upstash-Retries", "1"), ("Upstash-Retry-Delay", "300"));
        var canceled = await system.Calls.PublishAsync(fine.Url, Secret, ("Upstash-Delay", "1h"));
        var queued = await system.Calls.EnqueueAsync("orders", fine.Url, Secret);
        await system.Calls.CancelAsync(canceled);
        await WaitUntilToldAsync(system, delivered, retried, failed, canceled, queued);

        Assert.Equal(
            Sorted(
                ("Accepted", delivered), ("Delivered", delivered),
                ("Accepted", retried), ("AttemptFailed", retried), ("Delivered", retried),
                ("Accepted", failed), ("AttemptFailed", failed), ("Failed", failed),
                ("Accepted", canceled), ("Canceled", canceled),
                ("Accepted", queued), ("Delivered", queued)),
            Sorted([.. _seen.All.Select(seen => Name(seen.Content))]));
        AssertContents(delivered, retried, failed, canceled, queued);
        Assert.All(_seen.All, seen => Assert.DoesNotContain(Secret, seen.Envelope));
        await subscriber.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_misses_nothing_from_its_first_moment_on_though_nobody_subscribed_before()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
        var hook = system.Destination.AddHook();
        await system.Calls.BatchAsync(Enumerable.Range(0, 50).Select(_ => new { destination = hook.Url }));
        await hook.WaitForEndedAsync(50);
        await WaitUntilOutboxIsEmptyAsync(system);

        using var subscriber = await SubscribeAsync(system.VirtualHost!.Url);
        var ids = await system.Calls.BatchAsync(Enumerable.Range(0, 50).Select(_ => new { destination = hook.Url }));
        await WaitUntilToldAsync(system, [.. ids]);

        Assert.Equal(
            Sorted([.. ids.SelectMany(id => new[] { ("Accepted", id), ("Delivered", id) })]),
            Sorted([.. _seen.All.Select(seen => Name(seen.Content)).Where(name => ids.Contains(name.MessageId))]));
        await subscriber.StopAsync(TestContext.Current.CancellationToken);
    }

    private static (string, string)[] Sorted(params (string, string)[] names) => [.. names.Order()];

    private static (string Event, string MessageId) Name(object content) => content switch
    {
        MessageAccepted accepted => ("Accepted", accepted.MessageId),
        AttemptFailed attempt => ("AttemptFailed", attempt.MessageId),
        MessageDelivered delivered => ("Delivered", delivered.MessageId),
        MessageFailed failed => ("Failed", failed.MessageId),
        MessageCanceled canceled => ("Canceled", canceled.MessageId),
        _ => ("?", content.ToString()!),
    };

    private void AssertContents(string delivered, string retried, string failed, string canceled, string queued)
    {
        Assert.Equal(["first"], _seen.Of<MessageAccepted>().Single(one => one.MessageId == delivered).Labels);
        Assert.NotNull(_seen.Of<MessageAccepted>().Single(one => one.MessageId == canceled).NotBefore);
        Assert.Equal("orders", _seen.Of<MessageDelivered>().Single(one => one.MessageId == queued).QueueName);
        Assert.Equal(1, _seen.Of<MessageDelivered>().Single(one => one.MessageId == retried).Retried);
        var attempt = _seen.Of<AttemptFailed>().Single(one => one.MessageId == retried);
        Assert.Equal((0, 503), (attempt.Retried, attempt.Status));
        Assert.Equal(TimeSpan.FromMilliseconds(300), attempt.NextAttemptAt - attempt.FinishedAt);
        var letter = _seen.Of<MessageFailed>().Single();
        Assert.Equal((failed, 1, 500), (letter.MessageId, letter.Retried, letter.Status));
        Assert.NotEmpty(letter.DlqId);
    }

    private async Task WaitUntilToldAsync(Deployment system, params string[] ids)
    {
        await Eventually.TrueAsync(
            () => _seen.All.Count(seen => seen.Content is MessageDelivered or MessageFailed or MessageCanceled) >= ids.Length
                && _seen.Of<MessageAccepted>().Count >= ids.Length,
            "an end of every message to be told");
        await WaitUntilOutboxIsEmptyAsync(system);
    }

    /// <summary>What is left in the outbox would be told again.</summary>
    private static async Task WaitUntilOutboxIsEmptyAsync(Deployment system)
    {
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnectionString);
        await Eventually.TrueAsync(
            async () =>
            {
                await using var command = database.CreateCommand("select count(*) from busqstash.outbox");
                return await command.ExecuteScalarAsync() is 0L;
            },
            "the outbox to be empty");
    }

    /// <summary>The sample as it is, watched from outside.</summary>
    private async Task<IHost> SubscribeAsync(string amqp)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<OutcomeConsumer>();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(amqp));
                rabbit.ConfigureEndpoints(context);
            });
        });
        var host = builder.Build();
        host.Services.GetRequiredService<IBus>().ConnectConsumeObserver(_seen);
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.DefaultTimeout);
        return host;
    }
}
