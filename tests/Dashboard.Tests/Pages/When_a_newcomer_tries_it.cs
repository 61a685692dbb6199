using System.Globalization;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>The first ten minutes: send a message to where nobody listens, find out why it failed and when it is tried next, mend that, run it now.</summary>
public sealed class When_a_newcomer_tries_it(Chromium chromium)
{
    [Fact]
    public async Task The_dashboard_alone_tells_why_and_gets_the_message_delivered()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        var port = FreePorts.One();
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "send");
        await visit.Page.GetByLabel("Destination").FillAsync($"http://127.0.0.1:{port}/orders");
        await visit.Page.GetByLabel("Body", new() { Exact = true }).FillAsync("""{"order":1}""");
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        var verdict = visit.Page.Locator(".verdict");
        await Assertions.Expect(verdict).ToContainTextAsync("Retrying: attempt 2 of 4 in ");
        await Assertions.Expect(verdict).ToContainTextAsync("last answer: ");

        // The form is longer than the window: what became of it is seen all the same, where the button was.
        await Assertions.Expect(verdict).ToBeInViewportAsync();

        await visit.Page.Locator(".sentone a.mono").ClickAsync();
        await Assertions.Expect(visit.Heading("Message")).ToBeVisibleAsync();
        await using var destination = await ListenAsync(port);
        await visit.Button("Run now").ClickAsync();
        await Assertions.Expect(verdict).ToContainTextAsync("Delivered with 200");
        await Assertions.Expect(verdict).ToContainTextAsync("at attempt ");
        await Assertions.Expect(visit.Button("Run now")).ToHaveCountAsync(0);
    }

    private static async Task<WebApplication> ListenAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Logging.ClearProviders();
        var destination = builder.Build();
        destination.Run(_ => Task.CompletedTask);
        await destination.StartAsync();
        return destination;
    }
}
