using System.Text;
using BusQStash.Store.Delays;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Workflows;

/// <summary>What must always hold of runs that wait for events, whichever engine keeps them. The number in a test's name is that of the invariant in docs/features/workflows.md.</summary>
public abstract class WaitersContract(IStoreHarness harness) : WorkflowContract(harness)
{
    [Fact]
    public async Task Invariant_4_a_wait_ends_once_by_notification_timeout_or_end()
    {
        await StartAsync("wfr_a");
        await WaitAsync("wfr_a", 1, "paid");
        var token = Assert.IsType<DueItem.Waiter>(Assert.Single(await Get<IDueItems>().ClaimAsync(Noon.AddHours(2), 10, TimeSpan.FromMinutes(1), None))).Token;

        var outcomes = await Task.WhenAll(
            NotifyAsync("paid"), NotifyAsync("paid"), TimeOutAsync(token), TimeOutAsync(token));

        Assert.Equal(1, outcomes.Sum());
        Assert.Equal(2, (await IdsAsync("wfr_a")).Length);
        Assert.Empty(await Waiters.ListAsync("paid", None));
    }

    [Fact]
    public async Task Invariant_4_an_event_that_came_before_the_wait_ends_it_and_only_it()
    {
        await StartAsync("wfr_a");
        await Waiters.NotifyRunAsync("wfr_a", "paid", "one"u8.ToArray(), onlyOne: false, Noon, None);
        await Waiters.NotifyRunAsync("wfr_a", "paid", "two"u8.ToArray(), onlyOne: false, Noon, None);

        var first = await WaitAsync("wfr_a", 1, "paid");
        var second = await WaitAsync("wfr_a", 2, "paid");
        var third = await WaitAsync("wfr_a", 3, "paid");

        Assert.Single(first.Effects.Accepted);
        Assert.Single(second.Effects.Accepted);
        Assert.Empty(third.Effects.Accepted);
        var steps = (await Runs.ListAsync("wfr_a", None))!.Skip(1).Select(entry => Encoding.UTF8.GetString(entry.Body.Span)).ToArray();
        Assert.Contains($"\"out\":\"{Convert.ToBase64String("one"u8)}\"", steps[0], StringComparison.Ordinal);
        Assert.Contains($"\"out\":\"{Convert.ToBase64String("two"u8)}\"", steps[1], StringComparison.Ordinal);
    }

    private async Task<int> TimeOutAsync(string token) => (await Waiters.TimeOutAsync(token, Noon, None)).Accepted.Count;
}
