using BusQStash.Dashboard.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_doctor_is_asked(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task What_is_wrong_stands_first_with_what_to_do_and_looking_again_looks_again()
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "system?tab=doctor");
        var findings = visit.Page.Locator("ol.attention li");
        await Assertions.Expect(findings.First).ToContainTextAsync("The token is the public development token: everybody knows it.");
        await Assertions.Expect(findings.First).ToContainTextAsync("Set BusQStash__Token to a token of your own.");
        await Assertions.Expect(findings.First.Locator(".state")).ToHaveTextAsync("warning");
        await Assertions.Expect(findings.Last.Locator(".state")).ToHaveTextAsync("ok");
        await Assertions.Expect(visit.Page.GetByText("0 errors, 1 warning, 0 not seen.")).ToBeVisibleAsync();

        var again = visit.Page.WaitForResponseAsync("**/busqstash/doctor");
        await visit.Button("Look again").ClickAsync();
        Assert.Equal(200, (await again).Status);
    }
}
