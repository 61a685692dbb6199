using System.Security.Cryptography.X509Certificates;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Certificates;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Serving;

public sealed class When_a_proxy_puts_it_under_a_prefix(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task Every_page_works_without_a_setting()
    {
        await using var proxy = await PrefixProxy.StartAsync((await embedded.ProcessAsync()).Url, "/a/b");
        Assert.False(await GoThroughAsync(proxy));
    }

    [Fact]
    public async Task With_TLS_before_it_the_cookie_is_kept_from_plain_connections()
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings(("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true")));
        using var authority = new CertificateAuthority();
        var pem = authority.IssueForServer("127.0.0.1");
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        await using var proxy = await PrefixProxy.StartAsync(server.Url, "/a/b", certificate);
        Assert.True(await GoThroughAsync(proxy));
    }

    /// <summary>Opens every page; returns whether the cookie is <c>Secure</c>.</summary>
    private async Task<bool> GoThroughAsync(PrefixProxy proxy)
    {
        await using var visit = await Visit.OpenAsync(chromium, proxy.Url, "/a/b/dashboard");
        Assert.EndsWith("/a/b/dashboard/", visit.Page.Url, StringComparison.Ordinal);

        // The name the proxy asks under is not one of this machine's own, so no click signs in.
        await Assertions.Expect(visit.Heading("Sign in")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Button("Use the development token")).ToHaveCountAsync(0);
        await visit.SignInAsync(BusQStashProcess.DevelopmentToken);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
        var cookie = Assert.Single(await visit.Context.CookiesAsync());
        Assert.Equal("/a/b/dashboard/api", cookie.Path);
        foreach (var (place, heading) in DashboardPlaces.All)
        {
            await visit.GoAsync(place);
            await Assertions.Expect(visit.Heading(heading)).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".failure")).ToHaveCountAsync(0);
        }

        await visit.GoAsync("logs?live=1");
        await Assertions.Expect(visit.Page.Locator(".live i")).ToBeVisibleAsync();
        await visit.Button("Sign out").ClickAsync();
        await Assertions.Expect(visit.Heading("Sign in")).ToBeVisibleAsync();
        Assert.Empty(await visit.Context.CookiesAsync());
        return cookie.Secure;
    }
}
