using BusQStash.Dashboard.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_screen_is_narrow(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task Health_zone_and_theme_are_still_there()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url, width: 390);
        await visit.Button("Use the development token").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".top .health i")).ToBeVisibleAsync();
        await visit.Button("Pages").ClickAsync();
        var pages = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        await pages.GetByRole(AriaRole.Button, new() { Name = "UTC" }).ClickAsync();
        await pages.GetByLabel("Theme").SelectOptionAsync("dark");
        Assert.Equal("dark", await visit.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        await pages.GetByRole(AriaRole.Link, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(visit.Heading("Send")).ToBeVisibleAsync();
        await Assertions.Expect(pages).ToBeHiddenAsync();
    }

    /// <summary>390 px of a telephone, and 640 px of a window of 1280 px at 200 %.</summary>
    [Theory]
    [InlineData(390)]
    [InlineData(640)]
    public async Task No_page_is_wider_than_it(int width)
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url, width: width);
        await visit.Button("Use the development token").ClickAsync();
        foreach (var (place, heading) in DashboardPlaces.All)
        {
            await visit.GoAsync(place);
            await Assertions.Expect(visit.Heading(heading)).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
            Assert.True(
                await visit.Page.EvaluateAsync<int>("Math.max(document.scrollingElement.scrollWidth - innerWidth, document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth)") <= 0,
                $"{place} is wider than {width} px");
        }
    }
}
