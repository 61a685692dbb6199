using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_a_workflow_is_looked_at(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task Its_steps_are_there_as_they_were_and_it_gets_the_event_it_waits_for()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(200, HandWrittenRun.Sdk));
        var run = await HandWrittenRun.CheckoutAsync(server, hook, hook.Url, """{"order":7}""", "nap");

        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"workflows?workflowRunId={run.Id}");
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Rows()).ToContainTextAsync("Running");
        await visit.Rows().GetByRole(AriaRole.Link, new() { Name = run.Id }).ClickAsync();
        await Assertions.Expect(visit.Heading("Workflow run")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync($"Waits for the event paid-{run.Id}");
        var steps = visit.Page.Locator(".timeline li");
        await Assertions.Expect(steps).ToHaveCountAsync(6);
        await Assertions.Expect(steps).ToContainTextAsync(["init", "reserve", "pack", "bill", "nap", "payment"]);
        await Assertions.Expect(visit.Page.Locator(".timeline li.parallel")).ToHaveCountAsync(2);

        await steps.Nth(1).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(steps.Nth(1)).ToContainTextAsync("shelf 4");
        await When_axe_looks.LookAsync(visit, "workflow run");
        await visit.Button("Table").ClickAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(6);
        await visit.Button("Timeline").ClickAsync();

        await visit.Button("Send the event").ClickAsync();
        await When_axe_looks.LookAsync(visit, "sending an event");
        await visit.Page.GetByLabel("Data of the event").FillAsync("""{"amount":3}""");
        await visit.Button("Send").ClickAsync();
        await hook.WaitForAsync(8);
        await Assertions.Expect(steps.Nth(5)).ToContainTextAsync("Done");

        await visit.Button("Cancel").ClickAsync();
        await When_axe_looks.LookAsync(visit, "canceling a run");
        await visit.Button("Cancel for good").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Canceled after");
        await run.ReachedAsync("RUN_CANCELED");
    }

    [Fact]
    public async Task A_failed_one_is_found_by_its_id_says_why_and_is_resumed()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var isWell = false;
        var hook = destination.AddHook(_ => isWell ? Answer.Status(200, HandWrittenRun.Sdk) : Answer.Text("the shelf is empty", 500));
        var run = new HandWrittenRun(server, hook.Url);
        await run.StartAsync("{}", retries: "0");
        await run.ReachedAsync("RUN_FAILED");
        isWell = true;

        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        await visit.Page.GetByLabel("Search").FillAsync(run.Id);
        await visit.Page.GetByLabel("Search").PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Failed for good");
        await visit.Button("Failed").ClickAsync();
        var step = visit.Page.Locator(".timeline li");
        await Assertions.Expect(step).ToHaveCountAsync(1);
        await step.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(step).ToContainTextAsync("the shelf is empty");
        await visit.Button("Resume").ClickAsync();
        await hook.WaitForAsync(2);
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Under way");
        await Assertions.Expect(visit.Page.Locator(".pagehead .note")).Not.ToContainTextAsync(run.Id);
    }
}
