using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_a_queue_is_looked_at(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task It_says_what_it_waits_for_and_the_reason_goes_with_its_cause()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(503));
        await server.PostAsync("v2/queues", new { queueName = "looked-at", parallelism = 1 });
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues/looked-at");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");

        var ids = await server.SendAsync(
            new { destination = hook.Url, queue = "looked-at" }, new { destination = hook.Url, queue = "looked-at" });
        await Assertions.Expect(verdict).ToContainTextAsync($"The head, {ids[0]}, failed and is tried again in ");
        await Assertions.Expect(verdict).ToContainTextAsync("(attempt 2 of 4); last answer: 503.");

        await visit.Button("Pause").ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("Paused for ");
        await visit.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("failed and is tried again");

        hook.AnswerWith = _ => Answer.Ok;
        await visit.Button("Run the head now").ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("Empty");
        await Assertions.Expect(visit.Page.GetByText("Nobody waits.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_delayed_head_its_settings_and_the_list_are_shown()
    {
        var server = await embedded.ProcessAsync();
        await server.SendAsync(new
        {
            destination = "http://127.0.0.1:1/never",
            queue = "delayed-head",
            headers = new Dictionary<string, string> { ["Upstash-Delay"] = "2h" },
        });
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "queues?search=delayed-h&sort=name");
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Rows()).ToContainTextAsync("Head is delayed");
        await visit.Rows().GetByRole(AriaRole.Link, new() { Name = "delayed-head" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("is delayed: due in 1h 59m");

        await visit.Page.GetByLabel("Parallelism").FillAsync("3");
        await visit.Button("Set").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Parallelism is 3.")).ToBeVisibleAsync();
        await visit.Button("Let it step aside").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("It steps aside while it waits")).ToBeVisibleAsync();
        var queue = await server.ReadAsync("v2/queues/delayed-head");
        Assert.Equal((3, "stepAside"), (queue.GetProperty("parallelism").GetInt32(), queue.GetProperty("failingHead").GetString()));

        await visit.Button("Delete").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("delayed-head");
        await visit.Button("Delete for good").ClickAsync();
        await Assertions.Expect(visit.Heading("Queues")).ToBeVisibleAsync();
    }
}
