using BusQStash.Store.Queues;
using Xunit;

namespace BusQStash.Store.Tests.Queues;

public sealed class QueuePlanTests
{
    [Theory]
    [InlineData(0, 2, 2)]
    [InlineData(1, 2, 1)]
    [InlineData(2, 2, 0)]
    [InlineData(7, 2, 0)]
    [InlineData(0, 0, 0)]
    public void The_first_queues_by_name_get_the_broker_queues_that_are_left(long dedicated, int maxDedicated, int own)
    {
        var made = QueuePlan.Make([new("c", 5), new("a", 5), new("b", 5)], dedicated, maxDedicated);

        Assert.Equal(["a", "b", "c"], made.Select(queue => queue.Name));
        Assert.All(made.Take(own), queue => Assert.Null(queue.Shard));
        Assert.All(made.Skip(own), queue => Assert.Equal(LaneShards.Of(queue.Name), queue.Shard));
    }

    [Fact]
    public void Places_of_a_queue_made_a_millisecond_later_are_behind_a_million_earlier_ones()
    {
        var made = QueuePlan.Make([new("a", 5), new("b", 6)], 0, 2);

        Assert.Equal(1_000_000, made[1].NextSeq - made[0].NextSeq);
    }
}
