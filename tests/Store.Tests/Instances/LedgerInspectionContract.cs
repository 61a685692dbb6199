using BusQStash.Store.Inspection;
using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class LedgerInspectionContract(IStoreHarness harness) : StoreContract(harness)
{
    [Fact]
    public async Task A_ledger_in_order_has_its_id_this_schema_and_nothing_missing()
    {
        var id = await Get<ILedgerIdentity>().GetIdAsync(None);
        var found = await Get<ILedgerInspection>().LookAsync(None);

        Assert.Equal((id, found.KnownSchema), (found.Id, found.Schema));
        Assert.Empty(found.MissingRights);
        Assert.InRange(found.ClockAhead.Duration(), TimeSpan.Zero, found.ClockUncertainty + TimeSpan.FromSeconds(1));
    }
}
