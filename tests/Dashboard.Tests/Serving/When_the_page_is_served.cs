using System.Net;
using System.Text.RegularExpressions;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Dashboard.Tests.Serving;

public sealed partial class When_the_page_is_served(EmbeddedServer embedded)
{
    [Fact]
    public async Task The_root_leads_a_browser_there_and_nobody_else()
    {
        using var calls = new DashboardCalls((await embedded.ProcessAsync()).Url);
        using var browser = await calls.SendAsync("GET", "/", marked: false, headers: ("Accept", "text/html,application/xhtml+xml"));
        Assert.Equal((HttpStatusCode.Found, "dashboard/"), (browser.StatusCode, browser.Headers.Location?.OriginalString));
        Assert.Equal(404, await calls.StatusAsync("GET", "/", marked: false));
        using var bare = await calls.SendAsync("GET", "/dashboard", marked: false);
        Assert.Equal((HttpStatusCode.PermanentRedirect, "dashboard/"), (bare.StatusCode, bare.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Files_are_kept_for_ever_and_the_shell_is_asked_for_each_time()
    {
        using var calls = new DashboardCalls((await embedded.ProcessAsync()).Url);
        using var shell = await calls.SendAsync("GET", "/dashboard/", marked: false);
        Assert.Equal("no-cache", shell.Headers.CacheControl?.ToString());
        Assert.Equal(304, await calls.StatusAsync("GET", "/dashboard/", marked: false, headers: ("If-None-Match", shell.Headers.ETag!.ToString())));

        var script = Script().Match(await shell.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups["path"].Value;
        using var file = await calls.SendAsync("GET", $"/dashboard/{script}", marked: false, headers: ("Accept-Encoding", "gzip"));
        Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("gzip", file.Content.Headers.ContentEncoding.Single());
        Assert.Equal("text/javascript", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(404, await calls.StatusAsync("GET", "/dashboard/assets/0123456789abcdef/app.js", marked: false));
    }

    [Theory]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/api/session")]
    [InlineData("/dashboard/no-such-page")]
    public async Task Everything_carries_the_headers_that_keep_foreign_code_out(string path)
    {
        using var calls = new DashboardCalls((await embedded.ProcessAsync()).Url);
        using var answer = await calls.SendAsync("GET", path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'; trusted-types 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
    }

    [Fact]
    public async Task Switched_off_it_is_not_there()
    {
        await using var server = await BusQStashProcess.StartApiAsync(new Dictionary<string, string> { ["BusQStash__Dashboard__Enabled"] = "false" });
        using var calls = new DashboardCalls(server.Url);
        foreach (var path in (string[])["/dashboard", "/dashboard/", "/dashboard/api/session", "/dashboard/api/v2/queues"])
        {
            Assert.Equal(404, await calls.StatusAsync("GET", path));
        }

        Assert.Equal(404, await calls.StatusAsync("GET", "/", headers: ("Accept", "text/html")));
    }

    [Fact]
    public async Task The_start_says_where_it_is()
    {
        var server = await embedded.ProcessAsync();
        Assert.Contains($"{server.Url}/dashboard/", server.Output.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<script type="module" src="(?<path>[^"]+)">""")]
    private static partial Regex Script();
}
