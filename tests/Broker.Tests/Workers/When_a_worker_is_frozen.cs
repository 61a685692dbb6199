using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Workers;

public sealed class When_a_worker_is_frozen(When_a_worker_is_frozen.Setup setup) : IClassFixture<When_a_worker_is_frozen.Setup>
{
    private const int Queues = 10;
    private const int Messages = 16;

    /// <summary>Longer than the lease, and long enough for others to have taken over.</summary>
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(10);

    /// <summary>It still has its leases when it goes on.</summary>
    private static readonly TimeSpan ShorterThanLease = TimeSpan.FromSeconds(2.5);

    /// <summary>A worker that wakes up finds its leases over and cuts off what it had in flight.</summary>
    private static readonly TimeSpan CutOffWithin = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Others_take_its_queues_and_when_it_goes_on_nothing_overlaps()
    {
        var system = setup.Deployment;
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue(Answer.Ok.After(TimeSpan.FromSeconds(1)))).ToArray();
        var enqueued = Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(Messages)));
        await Eventually.TrueAsync(() => queues.All(queue => queue.Hook.Requests.Count >= 2), "every queue to be at work");

        system.Workers[0].Freeze();
        var frozen = Stopwatch.GetTimestamp();
        await Task.Delay(Frozen, Cancellation);
        system.Workers[0].Resume();
        await enqueued;
        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(60))));

        Assert.Contains(queues, queue => queue.Log.Repeats.Count > 0);
        foreach (var queue in queues)
        {
            queue.Log.AssertInOrder().AssertConcurrencyAtMost(1).AssertComplete(Messages);
            Assert.All(queue.Log.Repeats, repeat => Assert.True(WasInFlight(queue, repeat, frozen), $"{repeat.Text} of {queue.Log}"));
        }
    }

    [Fact]
    public async Task It_cuts_off_the_requests_it_still_had_on_the_wire()
    {
        var system = setup.Deployment;
        var queues = Enumerable.Range(0, Queues)
            .Select(_ => system.NewQueue(request => request.Number == 1 ? Answer.Hang : Answer.Ok)).ToArray();
        await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(2)));
        await Task.WhenAll(queues.Select(queue => queue.Hook.WaitForAsync(1)));

        system.Workers[1].Freeze();
        await Task.Delay(Frozen, Cancellation);
        system.Workers[1].Resume();
        var resumed = Stopwatch.GetTimestamp();
        var taken = queues.Where(queue => queue.Hook.Requests.Count > 1).ToArray();
        await Task.WhenAll(taken.Select(queue => queue.WaitUntilDoneAsync()));
        await Task.WhenAll(taken.Select(queue => queue.Hook.WaitForEndedAsync(3)));

        Assert.NotEmpty(taken);
        Assert.All(taken, queue => Assert.Equal([1, 1, 2], queue.Log.Numbers));
        Assert.All(taken, queue => Assert.True(AttemptLog.Between(resumed, AttemptLog.End(queue.Log.Attempts[0])) < CutOffWithin));
        foreach (var queue in queues)
        {
            await system.Calls.DeleteQueueAsync(queue.Name);
        }
    }

    [Fact]
    public async Task It_does_not_go_by_what_it_knew_of_a_queue_before()
    {
        var system = setup.Deployment;
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue(Answer.Ok.After(TimeSpan.FromMilliseconds(100)))).ToArray();
        await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(40)));
        await Eventually.TrueAsync(() => queues.All(queue => queue.Hook.Requests.Count >= 2), "every queue to be at work");

        foreach (var worker in system.Workers)
        {
            worker.Freeze();
        }

        await Task.WhenAll(queues.Select(queue => system.Calls.PauseAsync(queue.Name)));
        await Task.Delay(ShorterThanLease, Cancellation);
        var before = queues.Sum(queue => queue.Hook.Requests.Count);
        foreach (var worker in system.Workers)
        {
            worker.Resume();
        }

        await Task.Delay(CutOffWithin, Cancellation);
        Assert.Equal(before, queues.Sum(queue => queue.Hook.Requests.Count));
        foreach (var queue in queues)
        {
            await system.Calls.DeleteQueueAsync(queue.Name);
        }
    }

    private static bool WasInFlight(TestQueue queue, ReceivedRequest repeat, long frozen)
    {
        var first = queue.Log.Only(AttemptLog.NumberOf(repeat)).Attempts[0];
        return first.StartedTicks < frozen && AttemptLog.End(first) > frozen - Stopwatch.Frequency;
    }

    public sealed class Setup(TestBed bed) : DeploymentFixture(bed, new DeploymentPlan { Workers = 2 });
}
