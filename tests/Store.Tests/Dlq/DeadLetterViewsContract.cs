using BusQStash.Contracts.Messages;
using BusQStash.Store.Dlq;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Dlq;

public abstract class DeadLetterViewsContract(IStoreHarness harness) : StoreContract(harness)
{
    private IDeadLetterViews Views => Get<IDeadLetterViews>();

    [Fact]
    public async Task Counts_up_to_a_limit_and_groups_by_host_and_how_they_failed()
    {
        await FailAsync("msg_1", "https://a.example/1", 500, "one", 1);
        await FailAsync("msg_2", "https://a.example/2", 500, "two", 2);
        await FailAsync("msg_3", "https://a.example/3", 503, "three", 3);
        await FailAsync("msg_4", "https://b.example/4", null, "refused", 4);

        Assert.Equal((4, false), await Views.CountAsync(new DlqQuery(), [], 100, None));
        Assert.Equal((3, true), await Views.CountAsync(new DlqQuery(), [], 3, None));
        Assert.Equal((2, false), await Views.CountAsync(new DlqQuery { ResponseStatuses = [500] }, [], 100, None));
        var (facets, groups) = await Views.FacetsAsync(new DlqQuery(), 100, None);
        Assert.Equal((4, false), (facets.Rows, facets.Capped));
        Assert.Equal(["a.example", "b.example"], facets.Fields.Single(field => field.Field == "host").Values.Select(value => value.Value));
        Assert.Equal(
            [("a.example", 500, "two", 2, "dlq-msg_2"), ("b.example", 0, "refused", 1, "dlq-msg_4"), ("a.example", 503, "three", 1, "dlq-msg_3")],
            groups.Select(group => (group.Host, group.Status, group.Error!, group.Count, group.DlqId)));
        Assert.Equal((Noon.AddSeconds(1).ToUnixTimeMilliseconds(), Noon.AddSeconds(2).ToUnixTimeMilliseconds()), (groups[0].FirstAt, groups[0].LastAt));
        Assert.True((await Views.FacetsAsync(new DlqQuery(), 2, None)).Facets.Capped);
    }

    [Fact]
    public async Task Counts_those_of_a_host_and_says_when_it_did_not_look_at_all_of_them()
    {
        await FailAsync("msg_1", "https://a.example/1", 500, "one", 1);
        await FailAsync("msg_2", "https://b.example:8443/2", 500, "two", 2);
        await FailAsync("msg_3", "https://a.example:443/3", 503, "three", 3);

        Assert.Equal((2, false), await Views.CountAsync(new DlqQuery(), ["a.example"], 100, None));
        Assert.Equal((1, false), await Views.CountAsync(new DlqQuery { ResponseStatuses = [503] }, ["a.example"], 100, None));
        Assert.Equal((1, false), await Views.CountAsync(new DlqQuery(), ["b.example:8443"], 100, None));
        Assert.Equal((0, false), await Views.CountAsync(new DlqQuery(), ["b.example"], 100, None));
        Assert.Equal((1, true), await Views.CountAsync(new DlqQuery(), ["a.example"], 2, None));
    }

    private async Task FailAsync(string id, string url, int? status, string error, int seconds)
    {
        await AcceptAsync(Message(id, new MessageSpec { Url = url }));
        await SettleAsync(Attempt(id, MessageState.Failed) with
        {
            Response = status is { } known ? new ResponseRecord(known, [], ReadOnlyMemory<byte>.Empty, false) : null,
            Error = error,
            FinishedAt = Noon.AddSeconds(seconds),
        });
    }
}
