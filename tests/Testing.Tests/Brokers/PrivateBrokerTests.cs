using BusQStash.Testing.Brokers;
using Xunit;

namespace BusQStash.Testing.Tests.Brokers;

public sealed class PrivateBrokerTests
{
    [Fact]
    public async Task Keeps_its_data_through_a_crash_and_a_restart_and_loses_it_when_wiped()
    {
        await using var broker = await PrivateBroker.CreateAsync();
        await using (await DurableQueue.DeclareAsync(broker.Url))
        {
            // A declaration is answered before it is on the disk; the messages of a queue are not.
            await broker.ControlAsync("eval", "mnesia:sync_log().");
            await broker.KillAsync();
        }

        await broker.StartAsync();
        Assert.True(await DurableQueue.ExistsAsync(broker.Url));

        await broker.RestartAsync();
        Assert.True(await DurableQueue.ExistsAsync(broker.Url));

        await broker.WipeAsync();
        await broker.StartAsync();
        Assert.False(await DurableQueue.ExistsAsync(broker.Url));
    }

    [Fact]
    public async Task Blocks_publishers_while_the_memory_alarm_lasts()
    {
        await using var broker = await PrivateBroker.CreateAsync();
        await using var queue = await DurableQueue.DeclareAsync(broker.Url);

        await broker.RaiseMemoryAlarmAsync();
        await queue.PublishWithoutConfirmAsync();
        await Eventually.TrueAsync(() => queue.IsBlocked, "the connection to be blocked");
        await broker.EndMemoryAlarmAsync();

        await Eventually.TrueAsync(() => !queue.IsBlocked, "the connection to be free again");
    }
}
