using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class InstanceDetailsContract(IStoreHarness harness) : StoreContract(harness)
{
    private IInstanceDetails Details => Get<IInstanceDetails>();

    [Fact]
    public async Task A_process_is_listed_with_the_details_it_reports()
    {
        await Get<IInstances>().BeatAsync(InstanceKind.Api | InstanceKind.Worker, 0, None);
        Assert.Null(Assert.Single((await Details.ListAsync(None)).All).Detail);

        await Details.WriteAsync(Detail() with { Queues = 1, Running = [] }, None);
        await Details.WriteAsync(Detail(), None);
        var processes = await Details.ListAsync(None);

        var process = Assert.Single(processes.All);
        Assert.Equal((Get<InstanceIdentity>().Number, true, false), (process.Number, process.IsAlive, process.Leaving));
        Assert.Equivalent(Detail(), process.Detail, strict: true);
        Assert.Equal((Detail().Running[0], process.Number), processes.FindRunning("msg_1"));
        Assert.Null(processes.FindRunning("msg_2"));
    }

    [Fact]
    public async Task A_process_that_is_gone_is_listed_with_whether_it_stopped_properly()
    {
        await Details.WriteAsync(Detail(), None);
        await EventuallyAsync("its heartbeat is older than this", () => Get<IInstances>().ForgetAsync(Get<InstanceIdentity>().Number, TimeSpan.Zero, None));
        var gone = Assert.Single((await Details.ListAsync(None)).All);
        Assert.Equal((false, false), (gone.IsAlive, gone.Leaving));
        Assert.Null((await Details.ListAsync(None)).FindRunning("msg_1"));

        await Details.LeaveAsync(None);
        Assert.True(Assert.Single((await Details.ListAsync(None)).All).Leaving);

        await Details.ForgetAsync(TimeSpan.FromHours(1), None);
        Assert.Single((await Details.ListAsync(None)).All);
        await EventuallyAsync("the row is older than a millisecond", async () =>
        {
            await Details.ForgetAsync(TimeSpan.FromMilliseconds(1), None);
            return (await Details.ListAsync(None)).All.Count == 0;
        });
    }

    [Fact]
    public async Task The_settings_a_process_once_said_are_kept_while_it_is_there()
    {
        await Get<IInstances>().BeatAsync(InstanceKind.Api, 0, None);
        await Details.WriteAsync(Detail(), None);
        Assert.Empty(await Details.ListSettingsAsync(None));

        await Details.WriteAsync(Detail() with { Settings = new Dictionary<string, string> { ["BusQStash:Retry:Limit"] = "3" } }, None);
        await Details.WriteAsync(Detail(), None);
        var (number, settings) = Assert.Single(await Details.ListSettingsAsync(None));

        Assert.Equal(Get<InstanceIdentity>().Number, number);
        Assert.Equal(KeyValuePair.Create("BusQStash:Retry:Limit", "3"), Assert.Single(settings));
    }

    [Fact]
    public async Task The_one_that_reconciles_is_named()
    {
        Assert.Null((await Details.ListAsync(None)).Reconciler);
        await Get<IExclusiveRoles>().TryHoldAsync("reconciler", TimeSpan.FromMinutes(1), None);
        Assert.Equal(Get<InstanceIdentity>().Number, (await Details.ListAsync(None)).Reconciler);
    }

    private static InstanceDetail Detail() =>
        new(InstanceKind.Api | InstanceKind.Worker, "1.0", "box", 12, [new RunningAttempt("msg_1", 5, "a.example")]);
}
