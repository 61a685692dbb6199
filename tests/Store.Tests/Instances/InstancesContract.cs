using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class InstancesContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Ages = TimeSpan.FromMinutes(5);

    private IInstances Instances => Get<IInstances>();

    private InstanceIdentity Me => Get<InstanceIdentity>();

    [Fact]
    public async Task A_registered_worker_is_listed_until_it_leaves()
    {
        Assert.Equal([Me.Number], await Instances.ListWorkersAsync(Ages, None));

        await Instances.LeaveAsync(None);
        await Instances.BeatAsync(InstanceKind.Worker, 0, None);

        Assert.Empty(await Instances.ListWorkersAsync(Ages, None));
    }

    [Fact]
    public async Task A_process_that_only_accepts_is_no_worker()
    {
        await Instances.BeatAsync(InstanceKind.Api, 0, None);

        Assert.Empty(await Instances.ListWorkersAsync(Ages, None));
    }

    [Fact]
    public async Task Every_start_gets_a_number_of_its_own()
    {
        var first = Me.Number;
        await Instances.ForgetAsync(first, TimeSpan.Zero, None);

        await Instances.RegisterAsync(InstanceKind.Api, None);

        Assert.True(Me.Number > first);
    }

    [Fact]
    public async Task A_process_without_heartbeat_is_dead_with_the_watermark_it_left()
    {
        var dead = Me.Number;
        await Instances.BeatAsync(InstanceKind.Worker, 42, None);
        await Instances.RegisterAsync(InstanceKind.Worker, None);

        await EventuallyAsync("the older process is dead", async () => (await Instances.ListDeadAsync(TimeSpan.FromMilliseconds(1), None)).Count == 1);
        Assert.Equal([new DeadInstance(dead, 42)], await Instances.ListDeadAsync(TimeSpan.FromMilliseconds(1), None));

        await Instances.ForgetAsync(dead, TimeSpan.Zero, None);
        Assert.Empty(await Instances.ListDeadAsync(TimeSpan.FromMilliseconds(1), None));
    }

    [Fact]
    public async Task A_watermark_never_goes_back()
    {
        var dead = Me.Number;
        await Instances.BeatAsync(InstanceKind.Worker, 42, None);
        await Instances.BeatAsync(InstanceKind.Worker, 7, None);
        await Instances.RegisterAsync(InstanceKind.Worker, None);

        await EventuallyAsync("the older process is dead", async () => (await Instances.ListDeadAsync(TimeSpan.FromMilliseconds(1), None)).Count == 1);
        Assert.Equal([new DeadInstance(dead, 42)], await Instances.ListDeadAsync(TimeSpan.FromMilliseconds(1), None));
    }

    [Fact]
    public async Task A_process_that_has_shown_itself_again_is_not_forgotten()
    {
        await Instances.BeatAsync(InstanceKind.Worker, 0, None);

        Assert.False(await Instances.ForgetAsync(Me.Number, Ages, None));

        Assert.Equal([Me.Number], await Instances.ListWorkersAsync(Ages, None));
    }

    [Fact]
    public async Task A_process_taken_for_dead_beats_itself_back_under_its_number()
    {
        var number = Me.Number;
        await Instances.ForgetAsync(number, TimeSpan.Zero, None);
        Assert.Empty(await Instances.ListWorkersAsync(Ages, None));

        await Instances.BeatAsync(InstanceKind.Worker, 7, None);

        Assert.Equal([number], await Instances.ListWorkersAsync(Ages, None));
    }

    [Fact]
    public async Task The_ledgers_id_stays_the_same()
    {
        var identity = Get<ILedgerIdentity>();

        var id = await identity.GetIdAsync(None);

        Assert.NotEmpty(id);
        Assert.Equal(id, await identity.GetIdAsync(None));
        await identity.PingAsync(None);
    }
}
