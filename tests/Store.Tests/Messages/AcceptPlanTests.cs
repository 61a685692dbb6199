using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public sealed class AcceptPlanTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

    [Fact]
    public void A_duplicate_asks_for_neither_queue_nor_place_nor_number()
    {
        var plan = new AcceptPlan([Item("known", queue: "q"), Item("doubled"), Item("doubled"), Item("keyed", key: "k")]);

        plan.DropKnown(["known"]);
        plan.DropDuplicates(new Dictionary<string, string> { ["k"] = "original" });
        Assert.Empty(plan.Queues);
        Assert.Equal(1, plan.Numbered);
        plan.Place([], 7);

        Assert.Equal(["known", "doubled", "doubled", "original"], plan.Outcomes.Select(outcome => outcome.MessageId));
        Assert.Equal([0, 7, 0, 0], plan.Outcomes.Select(outcome => outcome.OriginNumber));
        Assert.Equal("doubled", Assert.Single(plan.Accepted).Item.Message.Id);
    }

    [Fact]
    public void A_message_that_finds_its_own_key_is_no_duplicate()
    {
        var plan = new AcceptPlan([Item("msg_1", key: "k")]);

        plan.DropKnown([]);
        plan.DropDuplicates(new Dictionary<string, string> { ["k"] = "msg_1" });
        plan.Place([], 1);

        Assert.False(plan.Outcomes[0].Deduplicated);
    }

    [Fact]
    public void Places_follow_each_other_in_the_order_of_the_messages()
    {
        var plan = new AcceptPlan([Item("msg_1", queue: "q"), Item("msg_2", queue: "other"), Item("msg_3", queue: "q")]);

        plan.DropKnown([]);
        plan.DropDuplicates(new Dictionary<string, string>());
        plan.Place(new() { ["q"] = new QueuePlace(5, 3, 9), ["other"] = new QueuePlace(1, null, 0) }, 1);

        Assert.Equal([(5, 3, 9), (1, null, 0), (6, 3, 9)], plan.Outcomes.Select(outcome => (outcome.Seq, outcome.Shard, outcome.Signal)));
        Assert.Equal((7, 2), (plan.Places["q"].Next, plan.Places["other"].Next));
        Assert.Empty(plan.Due);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("q", false)]
    public void Only_a_delayed_message_outside_a_lane_waits_for_a_due_row(string? queue, bool due)
    {
        var plan = new AcceptPlan([Item("msg_1", queue, notBefore: Noon.AddHours(1))]);

        plan.DropKnown([]);
        plan.DropDuplicates(new Dictionary<string, string>());
        plan.Place(new() { ["q"] = new QueuePlace(1, null, 0) }, 1);

        Assert.Equal(due, plan.Due.Any());
        Assert.Equal(0, plan.Numbered);
    }

    private static AcceptItem Item(string id, string? queue = null, string? key = null, DateTimeOffset? notBefore = null) => AcceptItem.From(new NewMessage
    {
        Id = id,
        Spec = new MessageSpec { Url = "https://example.com", QueueName = queue, NotBefore = notBefore?.ToUnixTimeMilliseconds() },
        CreatedAt = Noon,
        DeduplicationKey = key,
    });
}
