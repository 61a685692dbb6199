using BusQStash.Contracts.Messages;
using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class ServerViewsContract(IStoreHarness harness) : StoreContract(harness)
{
    private IServerViews Views => Get<IServerViews>();

    [Fact]
    public async Task Tells_what_is_late_and_who_waits_for_its_key()
    {
        await AcceptAsync(Message("msg_1", new MessageSpec { Url = "https://a.example", NotBefore = Noon.AddHours(1).ToUnixTimeMilliseconds() }));
        await AcceptAsync(Message("msg_2", new MessageSpec { Url = "https://a.example", FlowControl = new FlowControlSpec("key", 1, null, 1) }));
        var due = Noon.AddHours(1).ToUnixTimeMilliseconds();

        Assert.Equal(new LateWork(0, null), await Views.LateAsync(due, 10, None));
        Assert.Equal(new LateWork(1, due), await Views.LateAsync(due + 1, 10, None));
        Assert.Empty(await Views.WaitingAsync(Noon.ToUnixTimeMilliseconds(), 10, None));
        Assert.Equal([new WaitingKey("key", 1, Noon.ToUnixTimeMilliseconds(), Paused: false)], await Views.WaitingAsync(due, 10, None));
    }

    [Fact]
    public async Task The_ledger_tells_its_version_and_size()
    {
        var facts = await Views.LedgerAsync(None);
        Assert.Matches(@"^\d+\.", facts.Version);
        Assert.InRange(await Views.LedgerBytesAsync(None), 1_000, long.MaxValue);
    }
}
