using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>
/// The pictures of the documents, of a server that has something to tell. They go to the folder <c>BUSQ_TEST_PICTURES</c> names (of the repository, if it is relative),
/// and else to one that is thrown away: that they can be taken is what a usual run shows.
/// </summary>
public sealed class When_pictures_are_taken(Chromium chromium)
{
    [Fact]
    public async Task The_main_pages_have_something_to_show()
    {
        using var thrownAway = TemporaryFolder.Create();
        var folder = Environment.GetEnvironmentVariable("BUSQ_TEST_PICTURES") is { Length: > 0 } named ? Path.Combine(Repository.Root, named) : thrownAway.FullPath;
        await using var server = await BusQStashProcess.StartApiAsync();
        await using var destination = await Destination.StartAsync();
        var (well, busy) = (destination.AddHook(), destination.AddHook(Answer.Text("busy", 503)));
        var down = destination.AddHook(Answer.Text("""{"error":"the database is down","code":17}""", 500, "application/json"));
        await server.SendAsync([.. Enumerable.Range(1, 40).Select(n => Order(well.Url, n, "orders"))]);
        await well.WaitForEndedAsync(40);
        var waiting = await server.SendAsync([.. Enumerable.Range(41, 7).Select(n => Order(busy.Url, n, "orders"))]);
        await server.SendAsync([.. Enumerable.Range(1, 6).Select(n => Order(down.Url, n, null, "0"))]);
        await server.SendAsync([.. Enumerable.Range(7, 3).Select(n => Order(busy.Url, n, null, "0"))]);
        var (_, dlqId) = await server.FailAsync(down.Url + "/webhooks/orders", """{"order":1842,"total":"49.90","currency":"EUR"}""", "webhook");
        var run = await RunAsync(server, destination);
        await Eventually.TrueAsync(async () => (await server.ReadAsync("busqstash/dlq/count")).GetProperty("count").GetInt32() == 10, "all to fail");

        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        await visit.Page.SetViewportSizeAsync(1280, 720);
        await TakeAsync(visit, folder, "queue", "queues/orders", ".verdict:has-text('failed and is tried again')");
        await TakeAsync(visit, folder, "message", $"messages/{waiting[0]}", ".verdict:has-text('Retrying')");
        await TakeAsync(visit, folder, "dead-letters", "dead-letters", "[aria-label='What failed alike'] tr[data-row]");
        await TakeAsync(visit, folder, "dead-letter", $"dead-letters/{dlqId}", "text=the database is down");
        await TakeAsync(visit, folder, "workflow", $"workflows/{run.Id}", ".timeline li >> text=payment");

        // The charts are counted every ten seconds; by then all that came before is in them.
        await TakeAsync(visit, folder, "overview", "", ".attention li >> text=dead letter", "figure.chart .legend b:text-matches('^[1-9]')", "[aria-label=Now] a[href='#/messages'] strong span:text-matches('^[1-9]')");
    }

    private static object Order(string destination, int number, string? queue, string retries = "3") => new
    {
        destination = $"{destination}/orders",
        queue,
        body = $$"""{"order":{{number}}}""",
        headers = new Dictionary<string, string> { ["Upstash-Retries"] = retries, ["Content-Type"] = "application/json" },
    };

    /// <summary>Steps, two of them beside each other, and an event to wait for.</summary>
    private static async Task<HandWrittenRun> RunAsync(BusQStashProcess server, Destination destination)
    {
        var hook = destination.AddHook(Answer.Status(200, HandWrittenRun.Sdk));
        return await HandWrittenRun.CheckoutAsync(server, hook, hook.Url + "/checkout", """{"order":1842}""", "let it settle");
    }

    private static async Task TakeAsync(Visit visit, string folder, string name, string place, params string[] shown)
    {
        await visit.GoAsync(place);
        foreach (var selector in shown)
        {
            // Some of it is counted every 15 s and written every 10 s.
            await Assertions.Expect(visit.Page.Locator(selector).First).ToBeVisibleAsync(new() { Timeout = Chromium.PatienceAtFirst });
        }

        await Assertions.Expect(visit.Page.Locator(".loading")).ToHaveCountAsync(0);
        await visit.Page.Mouse.MoveAsync(0, 0);
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
