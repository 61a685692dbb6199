using System.Text.Json;
using BusQStash.Benchmarks.Latency;

namespace BusQStash.Benchmarks.Dashboards;

/// <summary>What the page itself costs in a browser: bytes, first picture, data on it, and the memory and the longest task of a page on Live.</summary>
internal sealed class PageBudgets(string server, string token, int repeats)
{
    private const string Transferred = """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .map((e) => ({ name: e.name, bytes: e.transferSize })).filter((e) => !e.name.includes('/dashboard/api/'))
        """;

    /// <summary>A long task on purpose: an observer that does not see it would make every page look quick.</summary>
    private const string Busy = """
        new Promise((done, fail) => {
          longest = 0;
          setTimeout(() => { const until = performance.now() + 120; while (performance.now() < until); });
          setTimeout(() => (longest >= 100 ? done(0) : fail(new Error('the observer of long tasks sees none'))), 2000);
        })
        """;

    private readonly List<double> _paints = [];

    public async Task LoadsAsync(BudgetTable table)
    {
        await table.MeasureAsync("transfer of the page", TransfersAsync);
        await ShownAsync(table, "Overview with data", "", ".numbers", 600);
        await ShownAsync(table, "Logs with data", "logs", "main tr[data-row]", 700);
        await ShownAsync(table, "Dead letters with data", "dead-letters", "main .tablebox:not([aria-label='What failed alike']) tr[data-row]", 700);
        await table.MeasureAsync("first contentful paint", () => Task.FromResult(new Budget("first contentful paint (p95)", Percentiles.Of(_paints, 95), 300, "ms")));
    }

    private async Task<IReadOnlyList<Budget>> TransfersAsync()
    {
        await using var page = await BrowserPage.OpenAsync();
        await SignInAsync(page);
        await page.LoadAsync($"{server}/dashboard/#/");
        await page.ShownAsync("figure.chart canvas");
        var (first, charts, others) = await TransferAsync(page);
        await SettledAsync(page);
        await page.LoadAsync($"{server}/dashboard/#/");
        await page.ShownAsync(".numbers");
        await SettledAsync(page);
        var (warm, _, _) = await TransferAsync(page);
        return
        [
            new("transfer of the first page", first / 1024, 120, "KB"), new("transfer without charts", (first - charts) / 1024, 90, "KB"),
            new("transfer warm", warm / 1024, 10, "KB"), new("requests to others", others, 0, ""),
        ];
    }

    /// <summary>The heap and the longest task of a page that watches for so long, while somebody publishes.</summary>
    public async Task<IReadOnlyList<Budget>> LiveAsync(Func<Task> publish)
    {
        await using var page = await BrowserPage.OpenAsync();
        await SignInAsync(page);
        await page.LoadAsync($"{server}/dashboard/#/logs?live=1");
        await page.ShownAsync(".live i");
        await page.AskAsync("window.longest = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => { longest = Math.max(longest, e.duration); })).observe({ type: 'longtask' }); 0");
        await publish();
        await page.ShownAsync("main tr[data-row]");
        var heap = (await page.AskAsync("performance.memory.usedJSHeapSize"))!.GetValue<double>();
        var longest = (await page.AskAsync("longest"))!.GetValue<double>();
        await page.AskAsync(Busy);
        return [new("Live: heap at the end", heap / (1024 * 1024), 60, "MB"), new("Live: longest task (browsers report those of 50 ms and more)", longest, 100, "ms")];
    }

    private async Task SignInAsync(BrowserPage page)
    {
        // Its answer is asked for on a page of the same origin that loads nothing of ours.
        await page.LoadAsync($"{server}/health/live");
        await page.AskAsync($$"""
            fetch('/dashboard/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-BusQStash-Dashboard': '1' }, body: JSON.stringify({ token: {{JsonSerializer.Serialize(token)}} }) })
              .then((a) => { if (!a.ok) throw new Error('not signed in: ' + a.status); })
            """);
    }

    /// <summary>Pages that nobody asked for yet are fetched ahead once the first one is there.</summary>
    private static async Task SettledAsync(BrowserPage page) => await page.AskAsync("new Promise((done) => setTimeout(done, 4000))");

    private static async Task<(double All, double Charts, int Others)> TransferAsync(BrowserPage page)
    {
        var entries = (await page.AskAsync(Transferred))!.AsArray();
        var origin = (await page.AskAsync("location.origin"))!.GetValue<string>();
        return (
            entries.Sum(entry => entry!["bytes"]!.GetValue<double>()),
            entries.Where(entry => entry!["name"]!.GetValue<string>().Contains("uplot", StringComparison.Ordinal)).Sum(entry => entry!["bytes"]!.GetValue<double>()),
            entries.Count(entry => !entry!["name"]!.GetValue<string>().StartsWith(origin, StringComparison.Ordinal)));
    }

    private Task ShownAsync(BudgetTable table, string what, string place, string selector, double atMost) => table.MeasureAsync(what, async () =>
    {
        await using var page = await BrowserPage.OpenAsync();
        await SignInAsync(page);
        List<double> times = [];

        // The first load is not counted: it fills the cache.
        for (var round = -1; round < repeats; round++)
        {
            await page.LoadAsync($"{server}/dashboard/#/{place}");
            var shown = await page.ShownAsync(selector);
            if (round >= 0)
            {
                times.Add(shown);
                _paints.Add((await page.AskAsync("performance.getEntriesByName('first-contentful-paint')[0].startTime"))!.GetValue<double>());
            }
        }

        return new Budget($"{what} (p95)", Percentiles.Of(times, 95), atMost, "ms");
    });
}
