using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class LedgerIdentityContract(IStoreHarness harness) : StoreContract(harness)
{
    [Fact]
    public async Task Keeps_its_id_and_answers()
    {
        var id = await Get<ILedgerIdentity>().GetIdAsync(None);

        Assert.True(id.Length >= 16);
        Assert.Equal(id, await Get<ILedgerIdentity>().GetIdAsync(None));
        await Get<ILedgerIdentity>().PingAsync(None);
    }
}
