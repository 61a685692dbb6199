using System.Diagnostics;
using BusQStash.Broker.Tests.Bus;
using BusQStash.Broker.Tests.DropIn;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Contracts.Events;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BusQStash.Broker.Tests.Delays;

/// <summary>A worker inside the test, whose clock the test moves; the Api is a process and keeps the time.</summary>
public sealed class When_the_clock_is_moved(TestBed bed)
{
    /// <summary>Wide enough for a loaded machine: the clock goes on while the test looks.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(20);

    /// <summary>Several looks of the worker for what is due, which show that there is nothing.</summary>
    private static readonly TimeSpan Looks = TimeSpan.FromSeconds(1.5);

    private readonly MovableClock _clock = new();
    private readonly SeenEvents _seen = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("orders")]
    public async Task The_next_attempt_comes_when_the_backoff_is_over_and_not_before(string? queueName)
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        using var host = await StartAsync(system);
        var hook = system.Destination.AddHook(request => Answer.Status(request.Number < 4 ? 500 : 200));

        var id = queueName is null
            ? await system.Calls.PublishAsync(hook.Url, "message")
            : await system.Calls.EnqueueAsync(queueName, hook.Url, "message");
        for (var retry = 1; retry <= 3; retry++)
        {
            var failed = await FailedAsync(id, retry);
            Assert.Equal(Math.Exp(2 * retry), (failed.NextAttemptAt - failed.FinishedAt).TotalSeconds, 0.002);
            if (retry > 1)
            {
                await AssertNothingComesAsync(hook, failed.NextAttemptAt - Before, retry);
            }

            _clock.MoveTo(failed.NextAttemptAt);
            await hook.WaitForEndedAsync(retry + 1, TimeSpan.FromSeconds(15));
        }

        Assert.Equal(["0", "1", "2", "3"], hook.Requests.Select(request => request.Header("Upstash-Retried")));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_delayed_message_comes_when_its_time_has_come_and_not_before()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        using var host = await StartAsync(system);
        var hook = system.Destination.AddHook();
        var queued = system.Destination.AddHook();
        var sentAt = _clock.GetUtcNow();

        await system.Calls.PublishAsync(hook.Url, "message", ("Upstash-Delay", "1h"));
        await system.Calls.EnqueueAsync("orders", queued.Url, "message", ("Upstash-Delay", "1h"));
        await AssertNothingComesAsync(hook, sentAt + TimeSpan.FromHours(1) - Before, 0);
        Assert.Empty(queued.Requests);
        _clock.MoveTo(sentAt + TimeSpan.FromHours(1) + Before);

        await hook.WaitForEndedAsync(1, TimeSpan.FromSeconds(15));
        await queued.WaitForEndedAsync(1, TimeSpan.FromSeconds(15));
        await host.StopAsync(Cancellation);
    }

    private async Task AssertNothingComesAsync(Hook hook, DateTimeOffset until, int count)
    {
        var clock = Stopwatch.StartNew();
        _clock.MoveTo(until);
        await Task.Delay(Looks, Cancellation);
        var came = hook.Requests.Count;
        Assert.True(came == count || clock.Elapsed > Before, $"{came} requests instead of {count}");
    }

    private async Task<AttemptFailed> FailedAsync(string messageId, int retry)
    {
        AttemptFailed? failed = null;
        await Eventually.TrueAsync(
            () => (failed = _seen.Of<AttemptFailed>().FirstOrDefault(one => one.MessageId == messageId && one.Retried == retry - 1)) is not null,
            $"attempt {retry} of {messageId} to be told as failed");
        return failed!;
    }

    private async Task<IHost> StartAsync(Deployment system)
    {
        var builder = Shop.CreateBuilder(system);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddWorker();
        builder.AddShopBus(bus => bus.AddConsumer<AttemptFailedConsumer>());
        var host = builder.Build();
        host.Services.GetRequiredService<IBus>().ConnectConsumeObserver(_seen);
        await host.StartAsync(Cancellation);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.DefaultTimeout);
        return host;
    }
}
