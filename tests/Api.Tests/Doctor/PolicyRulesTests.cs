using BusQStash.Api.Doctor;
using BusQStash.Bus.Inspection;
using Xunit;

namespace BusQStash.Api.Tests.Doctor;

/// <summary>Policies as the management API tells them, for broker queues there are and for those to come.</summary>
public sealed class PolicyRulesTests
{
    private static readonly IReadOnlyDictionary<string, string> Limit = new Dictionary<string, string> { ["max-length"] = "10", ["overflow"] = "drop-head" };
    private static readonly IReadOnlyDictionary<string, string> Harmless = new Dictionary<string, string> { ["queue-leader-locator"] = "balanced" };

    [Fact]
    public void A_policy_that_applies_to_a_queue_is_named_once_with_what_it_sets()
    {
        var found = PolicyRules.Harmful(View(
            [Queue("busqstash-v1-deliver", "cut", Limit), Queue("busqstash-v1-lane-a-1", "cut", Limit), Queue("busqstash-v1-lane-b-2", "spread", Harmless)],
            Policy("cut", "^busqstash-", "all", 0, Limit)));
        var (name, queue, keys) = Assert.Single(found);
        Assert.Equal(("Policy cut", "busqstash-v1-deliver", "max-length=10"), (name, queue, Assert.Single(keys)));
    }

    [Fact]
    public void A_policy_that_was_cleared_is_not_told_although_an_idle_queue_still_shows_it()
    {
        var queue = Queue("busqstash-v1-deliver", "cut", Limit);
        Assert.Empty(PolicyRules.Harmful(View([queue])));
        Assert.NotEmpty(PolicyRules.Harmful(View([queue]) with { Policies = null }));
        Assert.Empty(PolicyRules.Harmful(View([queue], Policy("cut", "^other-", "all", 0, Limit) with { IsOperators = true })));
    }

    [Theory]
    [InlineData("^busqstash-v1-lane-", "queues", true)]
    [InlineData(".*", "all", true)]
    [InlineData("orders", "quorum_queues", true)]
    [InlineData("(", "all", true)]
    [InlineData("^busqstash-", "exchanges", false)]
    [InlineData("^busqstash-", "classic_queues", false)]
    [InlineData("^other-", "all", false)]
    public void A_policy_that_will_apply_is_found_by_its_pattern(string pattern, string applyTo, bool harmful) =>
        Assert.Equal(harmful, PolicyRules.Harmful(View([], Policy("cut", pattern, applyTo, 0, Limit))).Count > 0);

    [Fact]
    public void Of_several_policies_the_one_with_the_highest_priority_counts_and_operators_count_apart()
    {
        Assert.Empty(PolicyRules.Harmful(View([], Policy("cut", ".*", "all", 0, Limit), Policy("spread", ".*", "all", 1, Harmless))));
        Assert.Equal(
            "Operator policy cut",
            Assert.Single(PolicyRules.Harmful(View([], Policy("cut", ".*", "all", 0, Limit) with { IsOperators = true }, Policy("spread", ".*", "all", 1, Harmless)))).Name);
    }

    private static ManagementView View(IReadOnlyList<BrokerQueueView> queues, params BrokerPolicy[] policies) => new([], queues, policies, null);

    private static BrokerQueueView Queue(string name, string policy, IReadOnlyDictionary<string, string> definition) => new(name, ["a"], ["a"], policy, null, definition);

    private static BrokerPolicy Policy(string name, string pattern, string applyTo, int priority, IReadOnlyDictionary<string, string> definition) =>
        new(name, IsOperators: false, pattern, applyTo, priority, definition);
}
