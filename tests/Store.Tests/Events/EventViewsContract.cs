using BusQStash.Contracts.Messages;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Events;

public abstract class EventViewsContract(IStoreHarness harness) : StoreContract(harness)
{
    private IEventViews Views => Get<IEventViews>();

    [Fact]
    public async Task Counts_what_a_list_has_up_to_a_limit()
    {
        await FillAsync();

        Assert.Equal(11, await Views.CountAsync(new EventQuery(), 100, None));
        Assert.Equal(5, await Views.CountAsync(new EventQuery(), 5, None));
        Assert.Equal(1, await Views.CountAsync(new EventQuery { Hosts = ["b.example"], States = [EventState.Failed] }, 100, None));
        Assert.Equal(3, await Views.CountAsync(new EventQuery { States = [EventState.Created] }, 100, None));
        Assert.Equal(4, await Views.CountAsync(new EventQuery { MessageIds = ["msg_b"] }, 100, None));
    }

    [Fact]
    public async Task Bars_follow_each_other_without_a_gap_and_sum_up_to_what_there_is()
    {
        await FillAsync();
        var whole = new EventQuery { From = Noon, To = Noon.AddSeconds(10) };
        foreach (var query in new[] { whole, whole with { Urls = ["https://a.example/1", "https://b.example/2", "https://c.example/3"] } })
        {
            var bars = await Views.HistogramAsync(query, 7, 1_000, None);

            Assert.Equal((whole.From.Value.ToUnixTimeMilliseconds(), whole.To.Value.ToUnixTimeMilliseconds()), (bars[0].From, bars[^1].To));
            Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.Equal(pair.First.To + 1, pair.Second.From));
            Assert.Equal((3, 1, 11), (Sum(bars, EventState.Created), Sum(bars, EventState.Failed), bars.Sum(bar => bar.Counts.Values.Sum())));
            Assert.DoesNotContain(bars, bar => bar.Capped);
        }

        var capped = await Views.HistogramAsync(whole with { States = [EventState.Created] }, 1, 2, None);
        Assert.Equal((2, true), (capped[0].Counts[EventState.Created], capped[0].Capped));
    }

    [Fact]
    public async Task Tells_what_the_latest_entries_have_in_common()
    {
        await FillAsync();
        var found = await Views.FacetsAsync(new EventQuery(), 100, None);

        Assert.Equal((11, false), (found.Rows, found.Capped));
        Assert.Equal(["b.example", "c.example", "a.example"], Values(found, "host"));
        Assert.Equal(["500"], Values(found, "responseStatus").Where(value => value == "500"));
        Assert.Equal("q", Assert.Single(Values(found, "queueName")));
        Assert.True((await Views.FacetsAsync(new EventQuery(), 3, None)).Capped);
    }

    [Fact]
    public async Task A_status_is_found_alone_and_with_every_other_filter()
    {
        await FillAsync();
        await AcceptAsync(Message("msg_d", new MessageSpec { Url = "https://b.example/2" }));
        await SettleAsync(Attempt("msg_d", MessageState.Failed) with { Response = null, Error = "nobody there" });
        var failed = new EventQuery { ResponseStatuses = [500] };
        var silent = new EventQuery { ResponseStatuses = [0] };

        // msg_b: its attempt and its end. msg_c: an attempt.
        Assert.Equal((3, 2, 1), (await CountAsync(failed), await CountAsync(silent), await CountAsync(new EventQuery { ResponseStatuses = [200] })));
        Assert.Equal((1, 0), (await CountAsync(failed with { States = [EventState.Failed] }), await CountAsync(failed with { States = [EventState.Delivered, EventState.Created] })));
        foreach (var narrowed in new[] { failed with { Hosts = ["b.example"] }, failed with { MessageIds = ["msg_b"] }, silent with { Hosts = ["b.example"], Paths = ["/2"] } })
        {
            Assert.Equal(2, await CountAsync(narrowed));
        }

        Assert.Equal((1, 1), (await CountAsync(failed with { Labels = ["l"] }), await CountAsync(new EventQuery { ResponseStatuses = [200, 500], Urls = ["https://a.example/1"] })));
        Assert.Equal(["500", "0", "200"], Values(await Views.FacetsAsync(new EventQuery(), 100, None), "responseStatus"));
        Assert.Equal(5, (await Views.TailAsync(Noon.ToUnixTimeMilliseconds(), 100, None)).Count(entry => entry.Fits(failed with { ResponseStatuses = [0, 500] })));
        foreach (var query in new[] { failed, failed with { Urls = ["https://b.example/2", "https://c.example/3"] }, failed with { States = [EventState.Created] } })
        {
            var bars = await Views.HistogramAsync(query with { From = Noon, To = Noon.AddSeconds(10) }, 3, 1_000, None);
            Assert.Equal(await CountAsync(query), bars.Sum(bar => bar.Counts.Values.Sum()));
        }

        Task<int> CountAsync(EventQuery query) => Views.CountAsync(query, 100, None);
    }

    [Fact]
    public async Task The_tail_has_the_latest_first_with_what_filters_ask_for()
    {
        await FillAsync();
        var tail = await Views.TailAsync(Noon.ToUnixTimeMilliseconds(), 100, None);

        Assert.Equal(11, tail.Count);
        Assert.Equal(tail.OrderByDescending(entry => (entry.Time, entry.Id)).Select(entry => entry.Id), tail.Select(entry => entry.Id));
        Assert.Equal(4, tail.Count(entry => entry.Fits(new EventQuery { Hosts = ["b.example"] })));
        Assert.Equal(4, tail.Count(entry => entry.Fits(new EventQuery { QueueNames = ["q"], Labels = ["l", "m"] })));
        Assert.Equal(1, tail.Count(entry => entry.Fits(new EventQuery { States = [EventState.Failed], Paths = ["/2"] })));
        Assert.Equal(2, (await Views.TailAsync(Noon.ToUnixTimeMilliseconds(), 2, None)).Count);
    }

    /// <summary>Delivered: three entries. Failed: four. Retrying in a queue: four.</summary>
    private async Task FillAsync()
    {
        await AcceptAsync(
            Message("msg_a", new MessageSpec { Url = "https://a.example/1" }),
            Message("msg_b", new MessageSpec { Url = "https://b.example/2" }),
            Message("msg_c", InQueue("q") with { Url = "https://c.example/3", Labels = ["l"] }));
        var lane = await TakeAsync("q");
        await SettleAsync(Attempt("msg_a", MessageState.Delivered));
        await SettleAsync(Attempt("msg_b", MessageState.Failed));
        await SettleAsync(Attempt("msg_c", MessageState.Retrying, lane: lane));
    }

    private static int Sum(IReadOnlyList<HistogramBar> bars, EventState state) => bars.Sum(bar => bar.Counts.GetValueOrDefault(state));

    private static IEnumerable<string> Values(FacetResult found, string field) => found.Fields.Single(one => one.Field == field).Values.Select(value => value.Value);
}
