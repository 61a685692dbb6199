using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class ExclusiveRolesContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private IExclusiveRoles Roles => Get<IExclusiveRoles>();

    [Fact]
    public async Task The_holder_renews_its_role()
    {
        Assert.True(await Roles.TryHoldAsync("reconciler", Long, None));
        Assert.True(await Roles.TryHoldAsync("reconciler", Long, None));
    }

    [Fact]
    public async Task Another_process_waits_for_the_lease_to_run_out()
    {
        Assert.True(await Roles.TryHoldAsync("short", TimeSpan.FromMilliseconds(50), None));
        Assert.True(await Roles.TryHoldAsync("long", Long, None));
        Get<InstanceIdentity>().Assign(Get<InstanceIdentity>().Number + 1000);

        Assert.False(await Roles.TryHoldAsync("long", Long, None));
        Assert.True(await Roles.TryHoldAsync("other", Long, None));
        await EventuallyAsync("the lease has run out", () => Roles.TryHoldAsync("short", Long, None));
    }
}
