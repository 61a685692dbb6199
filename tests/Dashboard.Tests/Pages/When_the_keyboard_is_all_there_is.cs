using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_keyboard_is_all_there_is(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task A_dead_letter_is_found_and_sent_again()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(500));
        var (_, dlqId) = await server.FailAsync(hook.Url, label: "keyboard");
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs");
        var keys = visit.Page.Keyboard;
        await Assertions.Expect(visit.Rows().First).ToBeVisibleAsync();
        await keys.PressAsync("g");
        await keys.PressAsync("d");
        await Assertions.Expect(visit.Heading("Dead letters")).ToBeVisibleAsync();
        await keys.PressAsync("/");
        await Assertions.Expect(visit.Page.GetByLabel("Search")).ToBeFocusedAsync();

        // What it is no name of is not found, and that is an answer.
        visit.Expect(404);
        await keys.TypeAsync(dlqId);
        await keys.PressAsync("Enter");
        await Assertions.Expect(visit.Heading("Dead letter")).ToBeVisibleAsync();

        await visit.GoAsync("dead-letters?label=keyboard");
        await Assertions.Expect(visit.Heading("Dead letters")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "What failed alike" })).ToBeVisibleAsync();

        // The row of what failed alike comes first.
        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await Assertions.Expect(visit.Rows().Locator("a:focus")).ToBeVisibleAsync();
        await keys.PressAsync("x");
        await Assertions.Expect(visit.Page.GetByText("1 dead letter selected")).ToBeVisibleAsync();
        await keys.PressAsync(".");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Open" })).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        hook.AnswerWith = _ => Answer.Ok;
        await keys.PressAsync("Enter");
        await hook.WaitForAsync(2);
    }

    [Fact]
    public async Task A_queue_is_found_and_paused()
    {
        var server = await embedded.ProcessAsync();
        await server.PostAsync("v2/queues", new { queueName = "by-keyboard", parallelism = 1 });
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs");
        var keys = visit.Page.Keyboard;
        await Assertions.Expect(visit.Heading("Logs")).ToBeVisibleAsync();
        await keys.PressAsync("g");
        await keys.PressAsync("w");
        await Assertions.Expect(visit.Heading("Workflows")).ToBeVisibleAsync();
        await keys.PressAsync("/");
        await keys.TypeAsync("by-keyboard");
        visit.Expect(404);
        await keys.PressAsync("Enter");
        await Assertions.Expect(visit.Heading("by-keyboard")).ToBeVisibleAsync();
        await visit.GoAsync("queues?search=by-keyboard&sort=name");
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await keys.PressAsync("j");
        await keys.PressAsync(".");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Open" })).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByText("Queue by-keyboard is paused.")).ToBeVisibleAsync();
        Assert.True((await server.ReadAsync("v2/queues/by-keyboard")).GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off()
    {
        await using var visit = await Visit.SignedInAsync(chromium, (await embedded.ProcessAsync()).Url, "logs");
        await Assertions.Expect(visit.Heading("Logs")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).UncheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("d");
        await visit.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(visit.Page.GetByLabel("Search")).Not.ToBeFocusedAsync();
        await Assertions.Expect(visit.Heading("Logs")).ToBeVisibleAsync();
    }
}
