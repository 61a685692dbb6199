using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_axe_looks(Chromium chromium, EmbeddedServer embedded)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    };

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task It_finds_nothing_on_any_page(ColorScheme theme, int width)
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (messageId, dlqId) = await server.FailAsync(destination.AddHook(Answer.Text("{\"down\":true}", 500, "application/json")).Url, """{"a":[1,"x",null]}""");
        await using var visit = await Visit.OpenAsync(chromium, server.Url, theme: theme, width: width);
        await Assertions.Expect(visit.Heading("Sign in")).ToBeVisibleAsync();
        await LookAsync(visit, "sign-in");
        await visit.Button("Use the development token").ClickAsync();
        foreach (var (place, heading) in DashboardPlaces.Filled(messageId, dlqId))
        {
            await visit.GoAsync(place);
            await Assertions.Expect(visit.Heading(heading)).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
            await LookAsync(visit, place);
        }
    }

    [Fact]
    public async Task It_finds_nothing_in_dialogs_and_menus()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (_, dlqId) = await server.FailAsync(destination.AddHook(Answer.Status(500)).Url, label: "axe");
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"dead-letters/{dlqId}", ColorScheme.Dark);
        await visit.Button("Delete").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LookAsync(visit, "confirm");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.GoAsync("dead-letters?label=axe");
        await visit.Rows().First.GetByRole(AriaRole.Button, new() { Name = "Actions for" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await LookAsync(visit, "menu");
    }

    internal static async Task LookAsync(Visit visit, string what)
    {
        var found = await visit.Page.RunAxe(Rules);
        Assert.Empty(found.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{what}: {violation.Id}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}")));
    }
}
