using System.Net.Http.Json;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_schedules_keys_and_groups_are_managed(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task A_schedule_is_made_paused_fired_once_and_deleted()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "schedules", zone: "Asia/Kolkata");
        await visit.Button("New schedule").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Cron").FillAsync("30 2 1 1 *");
        await dialog.GetByLabel("Zone").FillAsync("Europe/Berlin");
        await dialog.GetByLabel("Destination").FillAsync(hook.Url + "/a//b?x=1&y=ü");
        await dialog.GetByLabel("Id Left empty").FillAsync("by-the-page");
        await dialog.GetByLabel("Body").FillAsync("hello");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(visit.Heading("by-the-page")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("-01-01 02:30:00 +01:00 (Europe/Berlin)");
        await Assertions.Expect(visit.Page.GetByText("at 02:30, on day 1 of the month, in January")).ToBeVisibleAsync();

        await visit.Button("Fire once now").ClickAsync();
        var request = (await hook.WaitForAsync(1))[0];
        Assert.Equal(("hello", new Uri(hook.Url).AbsolutePath + "/a//b?x=1&y=%C3%BC"), (request.Text, request.RawTarget));

        await visit.Button("Pause").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Paused");
        await visit.Button("Delete").ClickAsync();
        await visit.Button("Delete for good").ClickAsync();
        await Assertions.Expect(visit.Heading("Schedules")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_schedule_that_is_edited_keeps_what_the_form_does_not_show()
    {
        var server = await embedded.ProcessAsync();
        using (var request = new HttpRequestMessage(HttpMethod.Post, "v2/schedules/http://127.0.0.1:1/edited"))
        {
            request.Content = new StringContent("before");
            foreach (var (name, value) in new (string, string)[]
                     {
                         ("Upstash-Cron", "0 0 1 1 *"), ("Upstash-Schedule-Id", "edited"), ("Upstash-Callback", "http://127.0.0.1:1/callback"),
                         ("Upstash-Callback-Forward-X-Of", "callback"), ("Upstash-Label", "kept"), ("Upstash-Delay", "90s"), ("Upstash-Retry-Delay", "1000 * retried"),
                         ("Upstash-Forward-X-Kind", "nightly"), ("Upstash-Flow-Control-Key", "edited"), ("Upstash-Flow-Control-Value", "parallelism=2"),
                     })
            {
                request.Headers.Add(name, value);
            }

            using var made = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            made.EnsureSuccessStatusCode();
        }

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "schedules/edited");
        await visit.Button("Edit").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Cron").FillAsync("30 1 1 1 *");
        await dialog.GetByLabel("Body").FillAsync("after");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        var found = await server.ReadAsync("v2/schedules/edited");
        string? Text(string name) => found.GetProperty(name).GetString();
        Assert.Equal(
            ("30 1 1 1 *", "after", "http://127.0.0.1:1/callback", "kept", "edited", "1000 * retried"),
            (Text("cron"), Text("body"), Text("callback"), Text("label"), Text("flowControlKey"), Text("retryDelayExpression")));
        Assert.Equal((90, 2), (found.GetProperty("delay").GetInt32(), found.GetProperty("parallelism").GetInt32()));
        Assert.Equal("nightly", found.GetProperty("header").GetProperty("X-Kind")[0].GetString());
        Assert.Equal("callback", found.GetProperty("callbackHeader").GetProperty("X-Of")[0].GetString());
    }

    [Fact]
    public async Task A_key_is_pinned_paused_and_resumed()
    {
        var server = await embedded.ProcessAsync();
        await server.SendAsync(new
        {
            destination = "http://127.0.0.1:1/later",
            headers = new Dictionary<string, string>
            {
                ["Upstash-Delay"] = "3h", ["Upstash-Flow-Control-Key"] = "by-the-page", ["Upstash-Flow-Control-Value"] = "parallelism=2",
            },
        });
        await server.PostAsync("v2/flowControl/by-the-page/pin?parallelism=4");
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "flow-control?search=by-the");
        await visit.Rows().GetByRole(AriaRole.Link, new() { Name = "by-the-page" }).ClickAsync();
        await Assertions.Expect(visit.Heading("by-the-page")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("At once").FillAsync("7");
        await visit.Button("Pin").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("0 of 7")).ToBeVisibleAsync();
        await visit.Button("Pause").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Paused");
        await visit.Button("Unpin").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Nothing pinned")).ToBeVisibleAsync();
        Assert.True((await server.ReadAsync("v2/flowControl/by-the-page")).GetProperty("isPaused").GetBoolean());
    }

    [Fact]
    public async Task A_group_gets_an_endpoint_is_tested_and_loses_it()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (first, second) = (destination.AddHook(), destination.AddHook());
        using (var made = await server.Http.PostAsJsonAsync("v2/topics/by-the-page/endpoints", new { endpoints = new[] { new { url = first.Url, name = "one" } } }, TestContext.Current.CancellationToken))
        {
            made.EnsureSuccessStatusCode();
        }

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "groups/by-the-page");
        await visit.Button("Add an endpoint").ClickAsync();
        await visit.Page.GetByLabel("URL of an endpoint").FillAsync(second.Url);
        await visit.Button("Add").ClickAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(2);
        await visit.Button("Test all").ClickAsync();
        await first.WaitForAsync(1);
        await second.WaitForAsync(1);
        await Assertions.Expect(visit.Rows().First).ToContainTextAsync("Delivered");
        await visit.Rows().Nth(1).GetByRole(AriaRole.Button, new() { Name = "Actions for" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove" }).ClickAsync();
        await visit.Button("Remove").ClickAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await Eventually.TrueAsync(
            async () => (await server.ReadAsync("v2/topics/by-the-page")).GetProperty("endpoints").GetArrayLength() == 1, "the group to have one endpoint");
    }
}
