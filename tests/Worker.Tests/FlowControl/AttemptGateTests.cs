using BusQStash.Worker.FlowControl;
using Xunit;

namespace BusQStash.Worker.Tests.FlowControl;

public sealed class AttemptGateTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lets_in_as_many_as_the_limit_and_the_next_when_one_leaves()
    {
        var gate = new AttemptGate(2);
        var first = await gate.EnterAsync(None);
        using var second = await gate.EnterAsync(None);
        var third = gate.EnterAsync(None);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        using var slot = await third;
        Assert.Equal(2, gate.InFlight);
    }

    [Fact]
    public async Task Raising_the_limit_admits_waiting_attempts_and_lowering_it_ends_none()
    {
        var gate = new AttemptGate(0);
        var waiting = gate.EnterAsync(None);
        Assert.False(waiting.IsCompleted);

        gate.SetLimit(1);
        using var slot = await waiting;
        gate.SetLimit(0);

        Assert.Equal(1, gate.InFlight);
        Assert.Empty(gate.TryTake(5));
    }

    [Fact]
    public async Task Takes_at_once_what_is_free_but_passes_nobody_over()
    {
        var gate = new AttemptGate(3);
        using var one = await gate.EnterAsync(None);
        var taken = gate.TryTake(5);
        Assert.Equal(2, taken.Count);
        var waiting = gate.EnterAsync(None);

        taken[0].Dispose();

        using var next = await waiting;
        Assert.Empty(gate.TryTake(5));
    }

    [Fact]
    public async Task A_canceled_wait_does_not_block_the_next()
    {
        var gate = new AttemptGate(1);
        var first = await gate.EnterAsync(None);
        using var impatient = new CancellationTokenSource();
        var gone = gate.EnterAsync(impatient.Token).AsTask();
        var next = gate.EnterAsync(None);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();

        using var slot = await next;
        Assert.Equal(1, gate.InFlight);
    }
}
