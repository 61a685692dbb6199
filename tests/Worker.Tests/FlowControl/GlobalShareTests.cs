using BusQStash.Store.FlowControl;
using BusQStash.Worker.FlowControl;
using CsCheck;
using Xunit;

namespace BusQStash.Worker.Tests.FlowControl;

public sealed class GlobalShareTests
{
    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(10, 5, 3)]
    [InlineData(10, 9, 3)]
    [InlineData(2, 9, 0)]
    [InlineData(10, 4, 0)]
    public void Divides_equally_and_gives_the_rest_to_the_first(int max, int me, int share) =>
        Assert.Equal(share, GlobalShare.Of(max, [Idle(9), Idle(3), Idle(5)], me));

    [Fact]
    public void Shares_are_the_whole() => Gen.Select(Gen.Int[1, 100], Gen.Int[1, 20]).Sample((max, count) =>
    {
        WorkerLoad[] workers = [.. Enumerable.Range(1, count).Select(Idle)];
        return workers.Sum(worker => GlobalShare.Of(max, workers, worker.Number)) == max;
    });

    [Fact]
    public void Leaves_to_others_what_they_still_have_in_flight()
    {
        WorkerLoad[] workers = [new(1, 9, 10), Idle(2)];

        Assert.Equal(5, GlobalShare.Of(10, workers, 2));
        Assert.Equal(1, GlobalShare.Allowed(10, workers, 2));
        Assert.Equal(5, GlobalShare.Allowed(10, workers, 1));
    }

    private static WorkerLoad Idle(int number) => new(number, 0, 0);
}
