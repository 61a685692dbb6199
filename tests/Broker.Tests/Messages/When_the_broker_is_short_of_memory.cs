using System.Net;
using BusQStash.Broker.Tests.Harness;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

[Collection(CrashableBrokerTests.Name)]
public sealed class When_the_broker_is_short_of_memory(TestBed bed, CrashableBroker broker)
{
    private const int Messages = 15;
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Messages_are_accepted_at_once_and_health_says_so_until_the_alarm_is_over()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = await broker.NewVirtualHostAsync() });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();

        await broker.Node.RaiseMemoryAlarmAsync();
        try
        {
            await Health.WaitForBrokerAsync(system.Api, "blocked");
            await AcceptAsync(system, queue, hook.Url);
            var (status, report) = await Health.ReadAsync(system.Api);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("degraded", report.GetProperty("status").GetString());
        }
        finally
        {
            await broker.Node.EndMemoryAlarmAsync();
        }

        await Health.WaitForBrokerAsync(system.Api, "ready");
        await queue.WaitUntilDoneAsync(Recovery);
        await hook.WaitForEndedAsync(Messages, Recovery);
        queue.Log.AssertInOrder().AssertNoRepeats();
    }

    private static async Task AcceptAsync(Deployment system, TestQueue queue, string url)
    {
        for (var number = 0; number < Messages; number++)
        {
            await Prompt.AnswerAsync(() => queue.EnqueueAsync());
            await Prompt.AnswerAsync(() => system.Calls.PublishAsync(url, $"{number}"));
        }
    }
}
