using System.Text.Json;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class When_somebody_signs_in(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task The_token_opens_the_page_and_scripts_never_see_the_session()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.SignInAsync(BusQStashProcess.DevelopmentToken);
        await visit.GoAsync("logs");
        await Assertions.Expect(visit.Heading("Logs")).ToBeVisibleAsync();
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("document.cookie"));
        Assert.DoesNotContain(BusQStashProcess.DevelopmentToken, await visit.Page.EvaluateAsync<string>("JSON.stringify([{...localStorage}, {...sessionStorage}])"));

        var cookie = Assert.Single(await visit.Context.CookiesAsync());
        Assert.Equal((true, SameSiteAttribute.Strict, "/dashboard/api", false), (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.Secure));
    }

    [Fact]
    public async Task A_wrong_token_gets_one_sentence_and_the_right_one_still_works()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        visit.Expect(401);
        await visit.SignInAsync("wrong");
        await Assertions.Expect(visit.Page.GetByText("this is not a token of this server")).ToBeVisibleAsync();
        await visit.SignInAsync(BusQStashProcess.DevelopmentToken);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_asks_for_the_token_again()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs");
        await visit.Button("Sign out").ClickAsync();
        await Assertions.Expect(visit.Heading("Sign in")).ToBeVisibleAsync();
        Assert.Empty(await visit.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_session_that_ends_leaves_the_page_where_it_was()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs?label=kept");
        await Assertions.Expect(visit.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        visit.Expect(401);
        await visit.Context.ClearCookiesAsync();
        await visit.GoAsync("logs?label=kept&span=1h");
        await Assertions.Expect(visit.Heading("The session is over")).ToBeVisibleAsync();
        await visit.SignInAsync(BusQStashProcess.DevelopmentToken);
        await Assertions.Expect(visit.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        Assert.EndsWith("#/logs?label=kept&span=1h", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_Api_with_the_same_token_knows_the_session_and_one_with_another_does_not()
    {
        await using var other = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings());
        await using var foreign = await BusQStashProcess.StartApiAsync(new Dictionary<string, string> { [SettingNames.Token] = "another" });
        using var here = new DashboardCalls((await embedded.ProcessAsync()).Url);
        await here.SignInAsync(BusQStashProcess.DevelopmentToken);
        using var there = new DashboardCalls(other.Url) { Cookie = here.Cookie };
        Assert.Equal(200, await there.StatusAsync("GET", "/dashboard/api/v2/queues"));

        using var stranger = new DashboardCalls(foreign.Url) { Cookie = here.Cookie };
        Assert.Equal(401, await stranger.StatusAsync("GET", "/dashboard/api/v2/queues"));
        Assert.NotEqual(here.Cookie!.Split('=')[0], (await stranger.SignInAsync("another")).Split('=')[0]);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Behind_TLS_the_cookie_is_for_TLS_only(string scheme, bool isSecure)
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings(("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true")));
        using var calls = new DashboardCalls(server.Url);
        using var answer = await calls.SendAsync(
            "POST", "/dashboard/api/session", $$"""{"token":"{{BusQStashProcess.DevelopmentToken}}"}""", headers: ("X-Forwarded-Proto", scheme));
        var attributes = answer.Headers.GetValues("Set-Cookie").Single().Split("; ");
        Assert.Equal(isSecure, attributes.Contains("secure", StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(attributes, attribute => attribute.StartsWith("path", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whoever_guesses_is_slowed_down()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        using var calls = new DashboardCalls(server.Url);
        for (var at = 0; at < 10; at++)
        {
            Assert.Equal(401, await calls.StatusAsync("POST", "/dashboard/api/session", """{"token":"guess"}"""));
        }

        using var refused = await calls.SendAsync("POST", "/dashboard/api/session", $$"""{"token":"{{BusQStashProcess.DevelopmentToken}}"}""");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("rebound.example", false)]
    [InlineData("127.0.0.1.example", false)]
    public async Task One_click_is_offered_under_the_machines_own_names_only(string host, bool offered)
    {
        using var calls = new DashboardCalls((await embedded.ProcessAsync()).Url);
        using var found = await calls.SendAsync("GET", "/dashboard/api/session", headers: ("Host", host));
        var session = JsonDocument.Parse(await found.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(offered, session.GetProperty("developmentToken").GetBoolean());
        Assert.Equal(offered ? 200 : 401, await calls.StatusAsync("POST", "/dashboard/api/session", """{"development":true}""", headers: ("Host", host)));
    }
}
