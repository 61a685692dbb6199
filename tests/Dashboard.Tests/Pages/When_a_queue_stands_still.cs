using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>Reasons made for real: each comes with its cause and goes with it. Those of one head alone are in <see cref="When_a_queue_is_looked_at"/>.</summary>
public sealed class When_a_queue_stands_still(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task An_attempt_that_runs_is_named_with_its_host_and_when_it_ends_the_queue_is_empty()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var answered = new TaskCompletionSource();
        var hook = destination.AddHook(Answer.Ok.Once(answered.Task));
        var ids = await server.SendAsync(new { destination = hook.Url, queue = "runs" });
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/runs");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync($"{ids[0]} runs at {new Uri(hook.Url).Authority} on worker");
        answered.SetResult();
        await Assertions.Expect(verdict).ToContainTextAsync("Empty; the last message finished");
    }

    [Fact]
    public async Task A_message_whose_callback_is_open_is_waited_for_until_that_is_delivered()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (hook, callback) = (destination.AddHook(), destination.AddHook(Answer.Status(503)));
        var ids = await server.SendAsync(new
        {
            destination = hook.Url,
            queue = "calls-back",
            headers = new Dictionary<string, string> { ["Upstash-Callback"] = callback.Url },
        });
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/calls-back");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync($"Waits for the callbacks of {ids[0]}: ");
        await Assertions.Expect(verdict).ToContainTextAsync("Retrying in ");

        callback.AnswerWith = _ => Answer.Ok;
        var found = await server.ReadAsync("busqstash/queues/calls-back");
        var open = found.GetProperty("standing").GetProperty("facts").GetProperty("callbacks")[0].GetProperty("messageId").GetString();
        await server.PostAsync($"v2/messages/{open}/retry");
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
    }

    [Fact]
    public async Task A_key_that_is_paused_or_used_up_is_named_with_its_limit_and_when_more_may_begin()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        await server.PostAsync("v2/flowControl/stands-still/pause");
        object Limited() => new
        {
            destination = hook.Url,
            queue = "limited",
            headers = new Dictionary<string, string> { ["Upstash-Flow-Control-Key"] = "stands-still", ["Upstash-Flow-Control-Value"] = "rate=1, period=1h" },
        };
        var ids = await server.SendAsync(Limited(), Limited());
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/limited");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync($"The head, {ids[0]}, waits for flow-control key stands-still, which is paused; place 1 in line.");

        await server.PostAsync("v2/flowControl/stands-still/resume");
        await Assertions.Expect(verdict).ToContainTextAsync($"The head, {ids[1]}, waits for flow-control key stands-still, 1 of 1 per 1h begun; place 1 in line; more may begin in 59m");
        await server.PostAsync("v2/flowControl/stands-still/resetRate");
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
    }

    [Fact]
    public async Task Messages_that_follow_each_other_drain()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();

        // No attempt lasts so long that a worker would tell of it.
        var hook = destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(400)));
        await server.SendAsync([.. Enumerable.Range(0, 20).Select(_ => new { destination = hook.Url, queue = "drains" })]);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/drains");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("Draining at ");
        hook.AnswerWith = _ => Answer.Ok;
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
    }

    [Fact]
    public async Task Workers_that_are_full_keep_it_waiting_until_one_has_a_place()
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings(("BusQStash__FlowControl__GlobalParallelism", "1")));
        await using var destination = await Destination.StartAsync();
        var answered = new TaskCompletionSource();
        var (slow, hook) = (destination.AddHook(Answer.Ok.Once(answered.Task)), destination.AddHook());
        await server.SendAsync(new { destination = slow.Url });
        await slow.WaitForAsync(1);
        await server.SendAsync(new { destination = hook.Url, queue = "no-place" });
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/no-place");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("All 1 places of the workers are in use");
        answered.SetResult();
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
    }
}
