using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class When_a_named_token_signs_in(Chromium chromium, EmbeddedServer embedded)
{
    [Theory]
    [InlineData("admin", "full", 200, 200)]
    [InlineData("read publish", "publish", 200, 403)]
    [InlineData("read", "read", 403, 403)]
    public async Task The_session_may_do_what_the_token_may(string rights, string access, int publishing, int changing)
    {
        var server = await embedded.ProcessAsync();
        var (name, token) = await MakeAsync(server, rights);
        using var calls = new DashboardCalls(server.Url);
        await calls.SignInAsync(token);
        var session = await SessionAsync(calls);
        Assert.Equal((access, name), (session.GetProperty("access").GetString(), session.GetProperty("token").GetString()));
        Assert.Equal(200, await calls.StatusAsync("GET", "/dashboard/api/v2/queues"));
        Assert.Equal(publishing, await calls.StatusAsync("POST", "/dashboard/api/v2/batch", "[]"));
        Assert.Equal(changing, await calls.StatusAsync("POST", "/dashboard/api/v2/queues", $$"""{"queueName":"{{name}}"}"""));
        if (changing == 200)
        {
            await Eventually.TrueAsync(
                () => server.Output.Lines.Any(line => line.Contains($"Token (dashboard, {name}): POST /v2/queues was answered with 200", StringComparison.Ordinal)),
                "the line that says who did it");
        }
    }

    [Fact]
    public async Task One_that_may_not_read_is_told_so()
    {
        var server = await embedded.ProcessAsync();
        var (name, token) = await MakeAsync(server, "publish");
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        visit.Expect(403);
        await visit.SignInAsync(token);
        await Assertions.Expect(visit.Page.GetByText($"the token {name} may not read")).ToBeVisibleAsync();
        Assert.Empty(await visit.Context.CookiesAsync());
    }

    [Fact]
    public async Task One_that_publishes_sends_and_changes_nothing_else()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (name, token) = await MakeAsync(server, "read publish");
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.SignInAsync(token);
        await visit.GoAsync("send");
        await Assertions.Expect(visit.Page.GetByText("Read and publish", new() { Exact = true })).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Destination").FillAsync(destination.AddHook(Answer.Ok).Url);
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Delivered with 200");
        await visit.GoAsync("queues");
        await Assertions.Expect(visit.Button("New queue")).ToHaveAttributeAsync("title", $"The token {name} lacks the right admin.");
    }

    [Fact]
    public async Task A_revoked_token_ends_its_session_and_the_page_asks_for_another()
    {
        var server = await embedded.ProcessAsync();
        var (name, token) = await MakeAsync(server, "read");
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.SignInAsync(token);
        await visit.GoAsync("queues");
        await Assertions.Expect(visit.Heading("Queues")).ToBeVisibleAsync();
        visit.Expect(401);
        using var answer = await server.Http.DeleteAsync($"busqstash/tokens/{name}", TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        await visit.GoAsync("schedules");
        await Assertions.Expect(visit.Heading("The session is over")).ToBeVisibleAsync();

        // A token that is made under the name of the first is another one.
        var (_, again) = await MakeAsync(server, "admin", name);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Heading("Sign in")).ToBeVisibleAsync();
        await visit.SignInAsync(again);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_that_was_rotated_without_overlap_ends_its_session()
    {
        var server = await embedded.ProcessAsync();
        var (name, token) = await MakeAsync(server, "read");
        using var calls = new DashboardCalls(server.Url);
        await calls.SignInAsync(token);
        Assert.Equal(200, await calls.StatusAsync("GET", "/dashboard/api/v2/queues"));
        await server.PostAsync($"busqstash/tokens/{name}/rotate", new { overlap = "0" });
        Assert.Equal(401, await calls.StatusAsync("GET", "/dashboard/api/v2/queues"));
    }

    [Fact]
    public async Task The_settings_named_tokens_sign_in_too()
    {
        await using var server = await BusQStashProcess.StartApiAsync(
            EmbeddedServer.Settings(("BusQStash__Tokens__support__Token", "let-me-look"), ("BusQStash__Tokens__support__Rights", "read")));
        using var calls = new DashboardCalls(server.Url);
        await calls.SignInAsync("let-me-look");
        var session = await SessionAsync(calls);
        Assert.Equal(("read", "support"), (session.GetProperty("access").GetString(), session.GetProperty("token").GetString()));
    }

    private static async Task<JsonElement> SessionAsync(DashboardCalls calls)
    {
        using var answer = await calls.SendAsync("GET", "/dashboard/api/session");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static async Task<(string Name, string Token)> MakeAsync(BusQStashProcess server, string rights, string? name = null)
    {
        name ??= $"named-{Guid.NewGuid():N}";
        using var answer = await server.Http.PostAsJsonAsync(
            "busqstash/tokens", new { name, rights = rights.Split(' ') }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return (name, (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString()!);
    }
}
