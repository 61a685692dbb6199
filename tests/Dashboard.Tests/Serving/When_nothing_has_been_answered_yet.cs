using BusQStash.Dashboard.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Serving;

public sealed class When_nothing_has_been_answered_yet(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task The_frame_is_drawn_without_a_module_and_without_the_API()
    {
        var server = await embedded.ProcessAsync();
        var browser = await chromium.BrowserAsync();
        await using var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(Chromium.Patience);
        var page = await context.NewPageAsync();

        // These are never answered.
        await page.RouteAsync(address => address.EndsWith(".js", StringComparison.Ordinal) && !address.EndsWith("theme.js", StringComparison.Ordinal), _ => { });
        await page.RouteAsync("**/dashboard/api/**", _ => { });
        await page.GotoAsync(server.Url + "/dashboard/", new() { WaitUntil = WaitUntilState.Commit, Timeout = Chromium.PatienceAtFirst });

        await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0");
        await Assertions.Expect(page.Locator(".nav .brand")).ToHaveTextAsync("BusQStash");
    }
}
