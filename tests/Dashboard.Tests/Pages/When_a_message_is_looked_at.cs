using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_a_message_is_looked_at(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task The_verdict_of_each_state_says_why()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var delivered = (await server.SendAsync(new { destination = destination.AddHook().Url }))[0];
        await server.LoggedAsync($"messageId={delivered}&state=DELIVERED", 1);
        var (failed, _) = await server.FailAsync(destination.AddHook(Answer.Status(500)).Url);
        var delayed = await SendAsync(server, "http://127.0.0.1:1/later", ("Upstash-Delay", "3h"));
        var canceled = await SendAsync(server, "http://127.0.0.1:1/never", ("Upstash-Delay", "3h"));
        using (var answer = await server.Http.DeleteAsync($"v2/messages/{canceled}", TestContext.Current.CancellationToken))
        {
            answer.EnsureSuccessStatusCode();
        }

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"messages/{delivered}");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("Delivered with 200 in ");
        await visit.GoAsync($"messages/{failed}");
        await Assertions.Expect(verdict).ToContainTextAsync("Failed for good: 500 from ");
        await Assertions.Expect(verdict).ToContainTextAsync("after 1 attempt");
        await visit.GoAsync($"messages/{delayed}");
        await Assertions.Expect(verdict).ToContainTextAsync("Delayed: due in 2h 59m");
        await visit.GoAsync($"messages/{canceled}");
        await Assertions.Expect(verdict).ToContainTextAsync("Canceled");
        visit.Expect(404);
        await visit.GoAsync("messages/msg_nobodyHasThis");
        await Assertions.Expect(visit.Page.GetByText("Gone, or never here. Finished messages are kept 7d.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_one_waits_for_is_told_with_its_name()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var never = new TaskCompletionSource();
        var (held, refuses) = (destination.AddHook(Answer.Ok.Once(never.Task)), destination.AddHook(Answer.Status(489, ("Upstash-NonRetryable-Error", "true"))));
        await server.PostAsync("v2/queues", new { queueName = "verdict-paused", parallelism = 1 });
        await server.PostAsync("v2/queues/verdict-paused/pause");
        await server.PostAsync("v2/flowControl/verdict-key/pause");
        var running = await SendAsync(server, held.Url);
        await SendAsync(server, "http://127.0.0.1:1/head", "verdict-behind", ("Upstash-Delay", "3h"));
        (string Id, string Says)[] cases =
        [
            (running, $"Running: attempt 1 of 4 at {new Uri(held.Url).Authority}"),
            (await SendAsync(server, "http://127.0.0.1:1/", "verdict-paused"), "Waiting: queue verdict-paused is paused"),
            (await SendAsync(server, "http://127.0.0.1:1/", "verdict-behind"), "Waiting behind 1 in queue verdict-behind. The head, "),
            (await SendAsync(server, "http://127.0.0.1:1/", null, ("Upstash-Flow-Control-Key", "verdict-key"), ("Upstash-Flow-Control-Value", "parallelism=1")),
                "Waiting for flow-control key verdict-key, which is paused; place 1 in line."),
            (await SendAsync(server, refuses.Url), $"Failed for good at attempt 1: 489 from {new Uri(refuses.Url).Authority} is not tried again"),
        ];
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs");
        foreach (var (id, says) in cases)
        {
            await visit.GoAsync($"messages/{id}");
            await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync(says);
        }

        never.SetResult();
    }

    [Fact]
    public async Task It_is_canceled_after_a_question_and_sent_again_changed()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var id = await SendAsync(server, hook.Url, ("Upstash-Delay", "3h"), ("Upstash-Forward-X-Kind", "first"), ("Content-Type", "application/json"));
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"messages/{id}");
        await visit.Button("Cancel").ClickAsync();
        await visit.Button("Cancel for good").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Canceled");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Edit and send as new" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Body", new() { Exact = true })).ToHaveValueAsync("""{"a":1}""");
        await visit.Page.GetByLabel("Body", new() { Exact = true }).FillAsync("""{"a":2}""");
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var request = (await hook.WaitForAsync(1))[0];
        Assert.Equal(("""{"a":2}""", "first", "application/json"), (request.Text, request.Header("X-Kind"), request.Header("Content-Type")));
    }

    [Fact]
    public async Task It_says_how_its_key_group_and_schedule_are()
    {
        var server = await embedded.ProcessAsync();
        await server.PostAsync("v2/topics/related-group/endpoints", new { endpoints = new[] { new { url = "http://127.0.0.1:1/related" } } });
        await server.PostAsync("v2/flowControl/related-key/pause");
        var ids = await server.SendAsync(new
        {
            destination = "http://127.0.0.1:1/related",
            headers = new Dictionary<string, string> { ["Upstash-Flow-Control-Key"] = "related-key", ["Upstash-Flow-Control-Value"] = "parallelism=2" },
        });
        using var schedule = new HttpRequestMessage(HttpMethod.Post, "v2/schedules/related-group");
        foreach (var (name, value) in new[] { ("Upstash-Cron", "* * * * * *"), ("Upstash-Schedule-Id", "related-schedule"), ("Upstash-Retries", "0") })
        {
            schedule.Headers.Add(name, value);
        }

        (await server.Http.SendAsync(schedule, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode().Dispose();
        await server.LoggedAsync("scheduleId=related-schedule&state=FAILED", 1);
        using var paused = await server.Http.PatchAsync("v2/schedules/related-schedule/pause", null, TestContext.Current.CancellationToken);
        paused.EnsureSuccessStatusCode();
        var made = (await server.ReadAsync("v2/logs?scheduleId=related-schedule&state=FAILED&count=1")).GetProperty("events")[0].GetProperty("messageId").GetString();

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"messages/{ids[0]}");
        await Assertions.Expect(visit.Page.Locator(".facts", new() { HasText = "related-key" }).First).ToContainTextAsync("related-key Paused, place 1 of 1 in line, 0 of 2 at once in use");
        await visit.GoAsync($"messages/{made}");
        var relations = visit.Page.Locator(".facts", new() { HasText = "related-schedule" }).First;
        await Assertions.Expect(relations).ToContainTextAsync("related-schedule Paused");
        await Assertions.Expect(relations).ToContainTextAsync("related-group of 1 endpoint");
        foreach (var path in new[] { "v2/schedules/related-schedule", "v2/topics/related-group" })
        {
            (await server.Http.DeleteAsync(path, TestContext.Current.CancellationToken)).Dispose();
        }

        await visit.Page.ReloadAsync();
        await Assertions.Expect(relations).ToContainTextAsync("related-schedule gone");
        await Assertions.Expect(relations).ToContainTextAsync("related-group gone");
    }

    [Fact]
    public async Task Its_body_is_fetched_when_somebody_asks()
    {
        var server = await embedded.ProcessAsync();
        var id = await SendAsync(server, "http://127.0.0.1:1/later", ("Upstash-Delay", "3h"), ("Upstash-Forward-Authorization", "Bearer secret-of-the-message"));
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"messages/{id}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show the body" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".bodytext")).ToContainTextAsync("a: 1");
        await Assertions.Expect(visit.Page.GetByText("secret-of-the-message")).ToHaveCountAsync(0);
        await visit.Button("Show").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Bearer secret-of-the-message")).ToBeVisibleAsync();
    }

    private static Task<string> SendAsync(BusQStashProcess server, string destination, params (string Name, string Value)[] headers) =>
        SendAsync(server, destination, null, headers);

    private static async Task<string> SendAsync(BusQStashProcess server, string destination, string? queue, params (string Name, string Value)[] headers) =>
        (await server.SendAsync(new
        {
            destination,
            queue,
            body = """{"a":1}""",
            headers = headers.ToDictionary(header => header.Name, header => header.Value),
        }))[0];
}
