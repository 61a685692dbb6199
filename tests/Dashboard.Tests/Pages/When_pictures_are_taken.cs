using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>The pictures of the documents, from a server that really did what they show: <c>BUSQ_TEST_PICTURES=docs/dashboard</c> keeps them.</summary>
public sealed class When_pictures_are_taken(Chromium chromium)
{
    private const int Height = 720;

    [Fact]
    public async Task Each_page_shows_what_happened()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        await using var destination = await Destination.StartAsync();
        var dlqId = await FillAsync(server, destination);
        using var temporary = TemporaryFolder.Create();
        var folder = Environment.GetEnvironmentVariable("BUSQ_TEST_PICTURES") is { Length: > 0 } kept ? Path.Combine(Repository.Root, kept) : temporary.FullPath;
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        await visit.Page.SetViewportSizeAsync(1280, Height);
        foreach (var (name, place, heading) in ((string, string, string)[])
        [
            ("logs", "logs", "Logs"),
            ("dead-letters", "dead-letters", "Dead letters"),
            ("dead-letter", $"dead-letters/{dlqId}", "Dead letter"),
            ("schedules", "schedules", "Schedules"),
        ])
        {
            await visit.GoAsync(place);
            await Assertions.Expect(visit.Heading(heading)).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
            var picture = await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
            Assert.InRange(picture.Length, 20_000, 200_000);
        }
    }

    private static async Task<string> FillAsync(BusQStashProcess server, Destination destination)
    {
        var (good, bad) = (destination.AddHook(), destination.AddHook(Answer.Text("""{"error":"database is down","code":17}""", 500, "application/json")));
        var batch = Enumerable.Range(0, 24).Select(number => new
        {
            destination = good.Url + "/orders",
            queue = number % 3 == 0 ? "orders" : "mails",
            body = $$"""{"order":{{number}}}""",
        });
        await server.SendAsync([.. batch]);
        for (var number = 0; number < 5; number++)
        {
            await server.FailAsync(bad.Url + "/webhooks/invoices", $$"""{"event":"invoice.paid","id":{{number}},"customer":{"name":"Ada Lovelace","country":"DE"}}""");
        }

        foreach (var (id, cron) in ((string, string)[])[("nightly-report", "CRON_TZ=Europe/Berlin 30 2 * * *"), ("clean-up", "0 */6 * * *"), ("month-end", "CRON_TZ=America/New_York 0 9 L * *")])
        {
            await server.PostAsync($"v2/schedules/{Uri.EscapeDataString(good.Url)}?upstash-schedule-id={id}&upstash-cron={Uri.EscapeDataString(cron)}");
        }

        await server.LoggedAsync("state=DELIVERED", 24);
        return (await server.FailAsync(bad.Url + "/webhooks/invoices", """{"event":"invoice.paid","id":17,"lines":[{"sku":"A-1","quantity":2}]}""")).DlqId;
    }
}
