using System.Collections.Concurrent;
using System.Globalization;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Workers;

public sealed class When_workers_are_stopped_and_started_in_turn(When_workers_are_stopped_and_started_in_turn.Setup setup)
    : IClassFixture<When_workers_are_stopped_and_started_in_turn.Setup>
{
    private const int Queues = 20;

    /// <summary>About as long as an attempt takes: every queue has a backlog and an attempt in flight most of the time.</summary>
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenUnordered = TimeSpan.FromMilliseconds(25);

    [Fact]
    public async Task Nothing_is_repeated_reordered_or_lost()
    {
        var system = setup.Deployment;
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue(QuickAnswer)).ToArray();
        var callbacks = system.Destination.AddHook();
        var unordered = system.Destination.AddHook(SlowAnswer);
        var published = new ConcurrentBag<string>();
        using var enough = new CancellationTokenSource();
        var load = queues.Select((queue, index) => RepeatAsync(() => queue.EnqueueAsync(Headers(index, callbacks)), BetweenMessages, enough.Token))
            .Append(RepeatAsync(async () => published.Add(await system.Calls.PublishAsync(unordered.Url, "x")), BetweenUnordered, enough.Token))
            .ToArray();
        await WaitForProgressAsync(queues);

        foreach (var worker in system.Workers)
        {
            Assert.Equal(0, await worker.TerminateAsync());
            await worker.StartAsync();
            await WaitForProgressAsync(queues);
        }

        await enough.CancelAsync();
        await Task.WhenAll(load);
        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(60))));
        await unordered.WaitForEndedAsync(published.Count);

        Assert.All(queues, queue => queue.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(queue.Count));
        Assert.Equal(published.Order(), unordered.Requests.Select(request => request.Header("Upstash-Message-Id")!).Order());
        Assert.Equal(
            Called(queues).Order(), callbacks.Requests.Select(request => request.Json().GetProperty("sourceMessageId").GetString()!).Order());
    }

    // Every fifth queue's messages have callbacks, for which the next message waits.
    private static (string Name, string Value)[] Headers(int queue, Hook callbacks) => queue % 5 == 0
        ? [("Upstash-Retry-Delay", "400"), ("Upstash-Callback", callbacks.Url)]
        : [("Upstash-Retry-Delay", "400")];

    // One callback for each attempt.
    private static IEnumerable<string> Called(TestQueue[] queues) => queues
        .Where((_, index) => index % 5 == 0)
        .SelectMany(queue => queue.Log.Attempts)
        .Select(request => request.Header("Upstash-Message-Id")!);

    private static Answer QuickAnswer(ReceivedRequest request) =>
        Answer.Status(request.Number % 9 == 0 ? 503 : 200).After(TimeSpan.FromMilliseconds(60 + (request.Number % 4 * 60)));

    private static Answer SlowAnswer(ReceivedRequest request) => Answer.Ok.After(TimeSpan.FromMilliseconds(100 + (request.Number % 10 * 200)));

    private static Task WaitForProgressAsync(IReadOnlyCollection<TestQueue> queues)
    {
        var seen = queues.Sum(queue => queue.Hook.Requests.Count);
        var wanted = seen + (5 * Queues);
        return Eventually.TrueAsync(
            () => queues.Sum(queue => queue.Hook.Requests.Count) >= wanted, string.Create(CultureInfo.InvariantCulture, $"{wanted} attempts"));
    }

    private static async Task RepeatAsync(Func<Task> send, TimeSpan pause, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await send();
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    public sealed class Setup(TestBed bed) : DeploymentFixture(bed, new DeploymentPlan { Workers = 2 });
}
