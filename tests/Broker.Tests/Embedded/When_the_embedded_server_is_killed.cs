using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Embedded;

public sealed class When_the_embedded_server_is_killed
{
    private const int Unordered = 30;

    [Fact]
    public async Task Everything_accepted_is_delivered_after_its_next_start()
    {
        await using var destination = await Destination.StartAsync();
        await using var server = await BusQStashProcess.StartApiAsync();
        var calls = new QStashCalls(server.Http);
        var gate = new TaskCompletionSource();
        var inFlight = destination.AddHook(Answer.Ok.Once(gate.Task));
        var backingOff = destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200));
        var delayed = destination.AddHook();
        var callback = destination.AddHook();
        var waiting = new TestQueue("waiting", destination.AddHook(Answer.Ok.Once(gate.Task)), calls);
        var failing = new TestQueue("failing", destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200)), calls);
        (string, string)[] retrying = [("Upstash-Retry-Delay", "3000"), ("Upstash-Callback", callback.Url)];

        await calls.BatchAsync(Enumerable.Range(0, Unordered).Select(n => new { destination = inFlight.Url, body = $"{n}" }));
        await calls.PublishAsync(backingOff.Url, "message", retrying);
        await calls.PublishAsync(delayed.Url, "message", ("Upstash-Delay", "5s"), ("Upstash-Callback", callback.Url));
        await waiting.EnqueueManyAsync(8);
        await failing.EnqueueAsync(retrying);
        await failing.EnqueueManyAsync(4);
        await Task.WhenAll(
            inFlight.WaitForAsync(Unordered), backingOff.WaitForEndedAsync(1), waiting.Hook.WaitForAsync(1), failing.Hook.WaitForEndedAsync(1), callback.WaitForEndedAsync(2));
        await server.KillAsync();
        gate.SetResult();
        await server.StartAsync();

        await waiting.WaitUntilDoneAsync();
        await failing.WaitUntilDoneAsync();
        await Task.WhenAll(backingOff.WaitForEndedAsync(2), delayed.WaitForEndedAsync(1), callback.WaitForEndedAsync(5));
        await Eventually.TrueAsync(() => Delivered(inFlight) == Unordered, "every message that was in flight");
        waiting.Log.AssertInOrder();
        failing.Log.AssertInOrder().AssertNoRepeats();
        Assert.Equal([1, 1, 2, 3, 4, 5], failing.Log.Numbers);
        Assert.Equal((2, 1), (backingOff.Requests.Count, delayed.Requests.Count));
    }

    private static int Delivered(Hook hook) =>
        hook.Requests.Where(request => request.AnsweredTicks is not null).Select(request => request.Text).Distinct().Count();
}
