using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public abstract class DeduplicationContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Answers_a_duplicate_with_the_original()
    {
        var original = Assert.Single(await AcceptAsync(Keyed("msg_1", Noon)));
        var later = Keyed("msg_2", Noon + Window - TimeSpan.FromMilliseconds(1));
        var duplicate = Assert.Single(await AcceptAsync(later));

        Assert.False(original.Deduplicated);
        Assert.Equal(AcceptOutcome.DuplicateOf(later, "msg_1"), duplicate);
        Assert.Null(await Get<IMessages>().FindAsync("msg_2", None));
    }

    [Fact]
    public async Task Forgets_a_key_when_its_window_is_over()
    {
        await AcceptAsync(Keyed("msg_1", Noon));

        var late = Assert.Single(await AcceptAsync(Keyed("msg_2", Noon + Window)));
        var duplicate = Assert.Single(await AcceptAsync(Keyed("msg_3", Noon + Window)));

        Assert.Equal(("msg_2", false), (late.MessageId, late.Deduplicated));
        Assert.Equal(("msg_2", true), (duplicate.MessageId, duplicate.Deduplicated));
    }

    [Theory]
    [InlineData(DeduplicationFreeing.Never, false, false)]
    [InlineData(DeduplicationFreeing.Failure, true, false)]
    [InlineData(DeduplicationFreeing.Cancel, false, true)]
    [InlineData(DeduplicationFreeing.Failure | DeduplicationFreeing.Cancel, true, true)]
    public async Task A_message_that_ended_badly_frees_its_key_when_it_may(DeduplicationFreeing freedBy, bool byFailure, bool byCancel)
    {
        await AcceptAsync(Keyed("msg_1", Noon) with { DeduplicationFreedBy = freedBy });
        await SettleAsync(Attempt("msg_1", MessageState.Retrying));
        Assert.True(Assert.Single(await AcceptAsync(Keyed("msg_2", Noon))).Deduplicated);
        await SettleAsync(Attempt("msg_1", MessageState.Failed, attempt: 1));
        Assert.Equal(!byFailure, Assert.Single(await AcceptAsync(Keyed("msg_3", Noon))).Deduplicated);

        await AcceptAsync(Keyed("msg_4", Noon) with { DeduplicationKey = "other", DeduplicationFreedBy = freedBy });
        await Get<IMessages>().CancelAsync("msg_4", Noon, None);
        Assert.Equal(!byCancel, Assert.Single(await AcceptAsync(Keyed("msg_5", Noon) with { DeduplicationKey = "other" })).Deduplicated);
    }

    [Fact]
    public async Task A_late_end_frees_no_key_that_is_another_messages_by_now()
    {
        await AcceptAsync(Keyed("msg_1", Noon) with { DeduplicationFreedBy = DeduplicationFreeing.Cancel });
        await AcceptAsync(Keyed("msg_2", Noon + Window) with { DeduplicationFreedBy = DeduplicationFreeing.Cancel });
        await Get<IMessages>().CancelAsync("msg_1", Noon + Window, None);
        Assert.True(Assert.Single(await AcceptAsync(Keyed("msg_3", Noon + Window))).Deduplicated);
    }

    [Fact]
    public async Task Recognises_duplicates_inside_one_call()
    {
        var outcomes = await AcceptAsync(Keyed("msg_1", Noon), Keyed("msg_2", Noon), Message("msg_3"), Keyed("msg_4", Noon));

        Assert.Equal(
            [("msg_1", false), ("msg_1", true), ("msg_3", false), ("msg_1", true)],
            outcomes.Select(outcome => (outcome.MessageId, outcome.Deduplicated)));
    }

    [Fact]
    public async Task The_first_message_of_a_call_speaks_for_its_key()
    {
        await AcceptAsync(Keyed("msg_1", Noon));

        var outcomes = await AcceptAsync(Keyed("msg_2", Noon + Window - TimeSpan.FromMilliseconds(1)), Keyed("msg_3", Noon + Window));

        Assert.All(outcomes, outcome => Assert.Equal(("msg_1", true), (outcome.MessageId, outcome.Deduplicated)));
    }

    [Fact]
    public async Task A_duplicate_takes_no_place()
    {
        var first = Keyed("msg_1", Noon) with { Spec = InQueue("q") };
        var outcomes = await AcceptAsync(first, first with { Id = "msg_2" }, Message("msg_3", InQueue("q")));
        var next = await AcceptAsync(first with { Id = "msg_4" }, Message("msg_5", InQueue("q")));

        Assert.Equal(outcomes[0].Seq + 1, outcomes[2].Seq);
        Assert.Equal(outcomes[0].Seq + 2, next[1].Seq);
    }

    [Fact]
    public async Task Accepts_one_of_many_that_come_at_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AcceptAsync(Keyed($"msg_{i}", Noon))));

        var accepted = Assert.Single(outcomes, outcome => !outcome[0].Deduplicated);
        Assert.All(outcomes, outcome => Assert.Equal(accepted[0].MessageId, outcome[0].MessageId));
    }

    private static NewMessage Keyed(string id, DateTimeOffset createdAt) =>
        Message(id, createdAt: createdAt) with { DeduplicationKey = "key", DeduplicationWindow = Window };
}
