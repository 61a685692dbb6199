using BusQStash.Dashboard.Tests.Hosting;
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
        await using var visit = await Visit.OpenAsync(chromium, proxy.Url, "/a/b/dashboard");
        Assert.EndsWith("/a/b/dashboard/", visit.Page.Url, StringComparison.Ordinal);

        // The name the proxy asks under is not one of this machine's own, so no click signs in.
        await Assertions.Expect(visit.Heading("Sign in")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Button("Use the development token")).ToHaveCountAsync(0);
        await visit.SignInAsync(BusQStashProcess.DevelopmentToken);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
        Assert.Equal("/a/b/dashboard/api", Assert.Single(await visit.Context.CookiesAsync()).Path);
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
    }
}
