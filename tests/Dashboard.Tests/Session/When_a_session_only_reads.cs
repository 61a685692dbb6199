using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class When_a_session_only_reads(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task Everything_that_changes_something_is_off_and_says_why()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (_, dlqId) = await server.FailAsync(destination.AddHook(Answer.Status(500)).Url);
        var delayed = (await server.SendAsync(new
        {
            destination = "http://127.0.0.1:1/later",
            queue = "only-looked-at",
            headers = new Dictionary<string, string>
            {
                ["Upstash-Delay"] = "3h", ["Upstash-Flow-Control-Key"] = "only-looked-at", ["Upstash-Flow-Control-Value"] = "parallelism=2",
            },
        }))[0];
        await server.PostAsync("v2/topics/only-looked-at/endpoints", new { endpoints = new[] { new { url = "http://127.0.0.1:1/" } } });
        using (var request = new HttpRequestMessage(HttpMethod.Post, "v2/schedules/http://127.0.0.1:1/"))
        {
            request.Headers.Add("Upstash-Cron", "0 0 1 1 *");
            request.Headers.Add("Upstash-Schedule-Id", "only-looked-at");
            using var made = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            made.EnsureSuccessStatusCode();
        }

        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.SignInAsync(EmbeddedServer.ReadOnlyToken);
        await visit.GoAsync($"dead-letters/{dlqId}");
        await Assertions.Expect(visit.Button("Retry")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Read-only", new() { Exact = true })).ToBeVisibleAsync();
        foreach (var control in await visit.Page.Locator("[data-writes]").AllAsync())
        {
            await Assertions.Expect(control).ToHaveAttributeAsync("aria-disabled", "true");
            await Assertions.Expect(control).ToHaveAttributeAsync("title", "The read-only token changes nothing.");
        }

        var places = DashboardPlaces.All.Select(found => found.Place)
            .Concat(["queues/only-looked-at", "schedules/only-looked-at", "flow-control/only-looked-at", "groups/only-looked-at", $"messages/{delayed}"]);
        foreach (var place in places)
        {
            await visit.GoAsync(place);
            await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
            var open = visit.Page.Locator("[data-writes]:not([aria-disabled=true])");
            Assert.True(await open.CountAsync() == 0, $"{place}: {string.Join(", ", await open.AllTextContentsAsync())}");
        }

        await visit.GoAsync($"dead-letters/{dlqId}");

        // A click all the same asks nothing of the server: an unexpected 403 would fail the visit.
        await visit.Button("Retry").ClickAsync(new LocatorClickOptions { Force = true });
        await Assertions.Expect(visit.Button("Retry")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("POST", "v2/batch", "[]")]
    [InlineData("POST", "v2/publish/https:%2F%2Fexample.com", "{}")]
    [InlineData("POST", "v2/queues", """{"queueName":"x"}""")]
    [InlineData("POST", "v2/queues/x/pause", "")]
    [InlineData("DELETE", "v2/queues/x", "")]
    [InlineData("DELETE", "v2/messages", "")]
    [InlineData("POST", "v2/dlq/retry", "")]
    [InlineData("DELETE", "v2/dlq", "")]
    [InlineData("POST", "v2/schedules/https:%2F%2Fexample.com", "")]
    [InlineData("PATCH", "v2/schedules/x/pause", "")]
    [InlineData("POST", "v2/flowControl/x/pause", "")]
    [InlineData("POST", "v2/topics/x/endpoints", "{}")]
    [InlineData("POST", "v2/keys/rotate", "")]
    [InlineData("GET", "v2/keys", null)]
    public async Task The_server_refuses_it_whoever_asks(string method, string path, string? body)
    {
        var server = await embedded.ProcessAsync();
        using var calls = new DashboardCalls(server.Url);
        await calls.SignInAsync(EmbeddedServer.ReadOnlyToken);
        Assert.Equal(403, await calls.StatusAsync(method, $"/dashboard/api/{path}", body));

        // A token beside the cookie makes no more of the session.
        Assert.Equal(403, await calls.StatusAsync(
            method, $"/dashboard/api/{path}", body, headers: ("Authorization", $"Bearer {BusQStashProcess.DevelopmentToken}")));
    }

    [Fact]
    public async Task A_dashboard_that_only_reads_makes_every_session_one()
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings(("BusQStash__Dashboard__ReadOnly", "true")));
        using var calls = new DashboardCalls(server.Url);
        await calls.SignInAsync(BusQStashProcess.DevelopmentToken);
        Assert.Equal(200, await calls.StatusAsync("GET", "/dashboard/api/v2/queues"));
        Assert.Equal(403, await calls.StatusAsync("POST", "/dashboard/api/v2/queues", """{"queueName":"x"}"""));
        using var session = await calls.SendAsync("GET", "/dashboard/api/session");
        Assert.Contains("\"access\":\"read\",\"token\":\"root\",\"limitedToRead\":true", await session.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
