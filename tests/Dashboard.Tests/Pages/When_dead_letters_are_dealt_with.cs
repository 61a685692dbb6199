using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_dead_letters_are_dealt_with(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task One_that_was_sent_again_leads_to_the_new_message()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(500));
        var (messageId, dlqId) = await server.FailAsync(hook.Url, label: "led-on");
        hook.AnswerWith = _ => Answer.Ok;
        await server.PostAsync($"v2/dlq/retry/{dlqId}");
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        visit.Expect(404);
        await visit.GoAsync($"dead-letters/{dlqId}");
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync($"What had failed is {messageId}");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = messageId }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("sent again, deleted, or too old")).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();
        await verdict.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("Delivered with 200");
    }

    [Fact]
    public async Task One_shows_its_answer_and_is_sent_again()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Text("the database is down", 500));
        var (_, dlqId) = await server.FailAsync(hook.Url);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"dead-letters/{dlqId}");
        await Assertions.Expect(visit.Page.GetByText("the database is down")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Failed for good: 500 from");

        hook.AnswerWith = _ => Answer.Ok;
        await visit.Button("Retry").ClickAsync();
        await Assertions.Expect(visit.Heading("Message")).ToBeVisibleAsync();
        await hook.WaitForAsync(2);
    }

    [Fact]
    public async Task A_group_of_one_host_and_status_is_sent_again_and_what_came_of_it_is_a_click_away()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(500));
        await server.FailAsync(hook.Url, label: "alike");
        await server.FailAsync(hook.Url, label: "alike");
        await server.FailAsync(destination.AddHook(Answer.Status(503)).Url, label: "alike");

        // The same status, at another host.
        await using var elsewhere = await Destination.StartAsync();
        await server.FailAsync(elsewhere.AddHook(Answer.Status(500)).Url, label: "alike");

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "dead-letters?label=alike");
        hook.AnswerWith = _ => Answer.Ok;
        await visit.Button($"Retry all 2 of {new Uri(hook.Url).Authority}, 500").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("2 dead letters");
        await dialog.GetByLabel("At most a second").FillAsync("50");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("2 of 2 sent again.");
        await hook.WaitForAsync(4);
        await dialog.GetByRole(AriaRole.Link, new() { Name = "The messages that were made" }).ClickAsync();
        await Assertions.Expect(visit.Heading("Logs")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Those_that_are_selected_are_sent_again_with_other_settings()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(500));
        await server.FailAsync(hook.Url, label: "selected");
        var (_, chosen) = await server.FailAsync(hook.Url, label: "selected");
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "dead-letters?label=selected");
        await visit.Page.GetByLabel($"Select {chosen}").CheckAsync();
        await visit.Button("Retry with…").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("1 dead letter");
        await dialog.GetByLabel("Delay").FillAsync("2h");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("1 of 1 sent again.");
        var waiting = await server.ReadAsync("busqstash/messages?label=selected&state=DELAYED");
        Assert.Equal(1, waiting.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task To_delete_all_there_are_the_number_is_typed_however_few_they_are()
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings());
        await using var destination = await Destination.StartAsync();
        await server.FailAsync(destination.AddHook(Answer.Status(500)).Url);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "dead-letters");
        await visit.Button("Delete all…").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        var verb = dialog.GetByRole(AriaRole.Button, new() { Name = "Delete for good" });
        await Assertions.Expect(dialog).ToContainTextAsync("1 dead letter, which is all there are");
        await Assertions.Expect(verb).ToHaveAttributeAsync("aria-disabled", "true");
        await dialog.GetByLabel("to go on").FillAsync("1");
        await verb.ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("1 of 1 deleted.");
    }

    [Fact]
    public async Task Several_are_selected_and_deleted_after_a_question()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var url = destination.AddHook(Answer.Status(500)).Url;
        for (var at = 0; at < 3; at++)
        {
            await server.FailAsync(url, label: "to-delete");
        }

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "dead-letters?label=to-delete");
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(3);
        await visit.Page.GetByLabel("Select all shown").CheckAsync();
        await visit.Button("Delete").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Delete 3 dead letters?");
        await visit.Button("Delete for good").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("3 dead letters deleted.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Nothing matches these filters.")).ToBeVisibleAsync();
    }
}
