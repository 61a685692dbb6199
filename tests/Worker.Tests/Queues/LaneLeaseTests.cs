using BusQStash.Store.Queues;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Tests.Queues.Model;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Queues;

public sealed class LaneLeaseTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    private static readonly LaneStatus Status = new(new LaneEpoch("q", 1), 1, false, 0, 0);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Is_counted_from_before_it_was_asked_for()
    {
        var askedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(4));
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(Status) with { AskedAt = askedAt }, Length);
        Assert.True(lease.IsValid);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(lease.IsValid);
    }

    [Fact]
    public void Cuts_off_what_runs_under_it_when_it_is_over()
    {
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(Status), Length);
        Assert.False(lease.EndIfOver());
        Assert.False(lease.Over.IsCancellationRequested);

        _time.Advance(Length);

        Assert.True(lease.EndIfOver());
        Assert.True(lease.Over.IsCancellationRequested);
    }

    [Fact]
    public void Goes_on_when_renewed_in_time()
    {
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(Status), Length);
        _time.Advance(TimeSpan.FromSeconds(4));
        lease.Extend(_time.GetTimestamp(), Length);
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.False(lease.EndIfOver());
    }

    [Fact]
    public void Is_never_valid_again_once_ended()
    {
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(Status), Length);
        lease.End();
        lease.Extend(_time.GetTimestamp(), Length);

        Assert.False(lease.IsValid);
    }

    [Fact]
    public void Allows_an_attempt_while_a_recent_status_allows_it()
    {
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(Status), Length);
        Assert.True(MayStart(lease));

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(MayStart(lease));

        lease.See(Known(Status with { Signal = 1 }));
        Assert.True(MayStart(lease));
    }

    [Theory]
    [InlineData(true, 2, 0)] // paused
    [InlineData(false, 1, 0)] // fewer at once
    [InlineData(false, 2, 7)] // canceled up to and with this one
    public void Calls_off_an_attempt_that_the_current_status_does_not_allow(bool paused, int parallelism, long canceledThrough)
    {
        var known = Status with { Parallelism = 2 };
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(known), Length);

        lease.See(Known(known with { Paused = paused, Parallelism = parallelism, CanceledThrough = canceledThrough }));

        Assert.False(lease.MayStart(7, known));
    }

    [Fact]
    public void Lets_no_attempt_start_once_it_is_over()
    {
        using var lease = new LaneLease(_time, ModelOptions.Seen, Known(Status), Length);
        _time.Advance(Length);
        lease.See(Known(Status));

        Assert.False(MayStart(lease));
    }

    private LaneSnapshot Known(LaneStatus status) => new(status, Look: 1, _time.GetTimestamp());

    private static bool MayStart(LaneLease lease) => lease.MayStart(7, Status);
}
