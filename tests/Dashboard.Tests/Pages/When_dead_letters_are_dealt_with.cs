using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_dead_letters_are_dealt_with(Chromium chromium, EmbeddedServer embedded)
{
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
