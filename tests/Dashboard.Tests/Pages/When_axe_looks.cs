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

    [Fact]
    public async Task It_finds_nothing_in_any_question_or_form()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        await server.FailAsync(destination.AddHook(Answer.Status(500)).Url, label: "axe-dialogs");
        var ids = await server.SendAsync(new
        {
            destination = "http://127.0.0.1:1/axe", queue = "axe-dialogs",
            headers = new Dictionary<string, string> { ["Upstash-Delay"] = "2h", ["Upstash-Label"] = "axe-dialogs", ["Upstash-Flow-Control-Key"] = "axe-dialogs", ["Upstash-Flow-Control-Value"] = "parallelism=1" },
        });
        await server.PostAsync("v2/topics/axe-dialogs/endpoints", new { endpoints = new[] { new { url = "https://example.com/axe" } } });
        using var schedule = new HttpRequestMessage(HttpMethod.Post, "v2/schedules/https://example.com/axe");
        schedule.Headers.Add("Upstash-Cron", "0 0 1 1 *");
        schedule.Headers.Add("Upstash-Schedule-Id", "axe-dialogs");
        (await server.Http.SendAsync(schedule, TestContext.Current.CancellationToken)).Dispose();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        (string Place, string Button)[] dialogs =
        [
            ("", "Keyboard ?"), ($"messages/{ids[0]}", "Cancel"), ("messages?label=axe-dialogs", "Cancel all…"), ("dead-letters?label=axe-dialogs", "Retry all…"),
            ("dead-letters?label=axe-dialogs", "Delete all…"), ("queues", "New queue"), ("queues/axe-dialogs", "Cancel the head"), ("queues/axe-dialogs", "Cancel all"),
            ("queues/axe-dialogs", "Delete"), ("schedules", "New schedule"), ("schedules/axe-dialogs", "Edit"), ("schedules/axe-dialogs", "Delete"),
            ("flow-control/axe-dialogs", "Reset"), ("groups", "New URL group"), ("groups/axe-dialogs", "Add an endpoint"), ("groups/axe-dialogs", "Delete"), ("system?tab=keys", "Rotate…"),
        ];
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        foreach (var (place, button) in dialogs)
        {
            await visit.GoAsync(place);
            await visit.Button(button).ClickAsync();
            await Assertions.Expect(dialog).ToBeVisibleAsync();
            await Assertions.Expect(dialog.Locator(".loading")).ToHaveCountAsync(0);
            await LookAsync(visit, $"{button} of {place}");
            await visit.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }

    internal static async Task LookAsync(Visit visit, string what)
    {
        var found = await visit.Page.RunAxe(Rules);
        Assert.Empty(found.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{what}: {violation.Id}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}")));
    }
}
