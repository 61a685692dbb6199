using BusQStash.Worker.Delivery;
using BusQStash.Worker.Destinations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Destinations;

public sealed class DestinationSlotsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider _time = new();
    private readonly DestinationSlots _slots;

    public DestinationSlotsTests() => _slots = Slots(2, new Random(1));

    [Fact]
    public void Gives_free_slots_at_once_and_per_host()
    {
        var entered = new[] { Enter("a"), Enter("a"), Enter("b") };

        Assert.All(entered, slot => Assert.True(slot.IsCompletedSuccessfully && slot.Result is not null));
        Assert.False(Enter("a").IsCompleted);
    }

    [Fact]
    public async Task A_slot_that_comes_free_goes_to_the_first_who_waits()
    {
        var first = (await Enter("a"))!;
        _ = await Enter("a");
        var second = Enter("a");
        var third = Enter("a");

        first.Dispose();
        first.Dispose();

        Assert.NotNull(await second);
        Assert.False(third.IsCompleted);
        _time.Advance(Patience);
        Assert.Null(await third);
    }

    [Fact]
    public async Task A_full_host_sends_away_after_the_patience_and_the_next_ones_at_once()
    {
        var slot = (await Enter("a"))!;
        _ = await Enter("a");
        var waiting = Enter("a");
        _time.Advance(Patience);
        Assert.Null(await waiting);

        var atOnce = Enter("a");
        Assert.True(atOnce.IsCompletedSuccessfully);
        Assert.Null(await atOnce);

        // The mark wears off…
        _time.Advance(Patience);
        var patient = Enter("a");
        Assert.False(patient.IsCompleted);
        _time.Advance(Patience);
        Assert.Null(await patient);

        // …and goes with the first slot that comes free.
        slot.Dispose();
        Assert.NotNull(await Enter("a"));
        Assert.False(Enter("a").IsCompleted);
    }

    [Fact]
    public async Task A_canceled_wait_leaves_the_line()
    {
        var slot = (await Enter("a"))!;
        _ = await Enter("a");
        using var stop = new CancellationTokenSource();
        var waiting = _slots.EnterAsync("a", stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        slot.Dispose();
        Assert.NotNull(await Enter("a"));
    }

    [Fact]
    public async Task Forgets_hosts_without_deliveries()
    {
        var slots = new List<HostSlot?>();
        for (var i = 0; i < 100; i++)
        {
            slots.Add(await Enter($"host-{i}"));
        }

        Assert.Equal(100, _slots.Hosts);
        slots.ForEach(slot => slot!.Dispose());
        Assert.Equal(0, _slots.Hosts);
    }

    [Fact]
    public async Task Deferrals_grow_with_the_crowd_between_one_and_thirty_seconds()
    {
        _ = await Enter("a");
        Assert.InRange(_slots.DeferralFor("a").TotalSeconds, 1, 2);

        var deferrals = Enumerable.Range(0, 200).Select(_ => _slots.DeferralFor("a").TotalSeconds).ToList();

        Assert.All(deferrals, seconds => Assert.InRange(seconds, 1, 30));
        Assert.InRange(deferrals[20], 7, 16);
        Assert.True(deferrals[^1] > 22);
        Assert.True(deferrals.Distinct().Count() > 50, "they are spread");
        Assert.InRange(_slots.DeferralFor("unknown").TotalSeconds, 1, 1.25);
    }

    [Fact]
    public async Task Never_lets_more_in_than_there_are_slots()
    {
        // Real time and real races: enter, time out, cancel and leave from many sides.
        var slots = new DestinationSlots(
            Options.Create(new DeliveryOptions { MaxConcurrentPerHost = 3, HostPatience = TimeSpan.FromMilliseconds(2) }), TimeProvider.System, new Random(1));
        var inside = 0;
        var most = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 3000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            using var stop = new CancellationTokenSource(i % 7 == 0 ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan);
            try
            {
                using var slot = await slots.EnterAsync("a", stop.Token);
                if (slot is null)
                {
                    return;
                }

                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
            catch (OperationCanceledException)
            {
                // Part of the game.
            }
        });

        Assert.InRange(most, 1, 3);
        Assert.Equal(0, slots.Hosts);
    }

    private DestinationSlots Slots(int perHost, Random random) => new(
        Options.Create(new DeliveryOptions { MaxConcurrentPerHost = perHost, HostPatience = Patience }), _time, random);

    private Task<HostSlot?> Enter(string host) => _slots.EnterAsync(host, TestContext.Current.CancellationToken).AsTask();
}
