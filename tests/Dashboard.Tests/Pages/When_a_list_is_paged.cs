using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_a_list_is_paged(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task No_row_is_shown_twice_or_left_out_while_others_arrive()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var url = destination.AddHook().Url;
        await SendAsync(server, url, 120);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "logs?label=paged&state=DELIVERED");
        var seen = new List<string>();
        await ReadPageAsync(visit, seen, 50);
        await SendAsync(server, url, 3, "paged-later");
        await SendAsync(server, url, 2);
        await Assertions.Expect(visit.Button("2 new")).ToBeVisibleAsync();
        await visit.Button("Older →").ClickAsync();
        await ReadPageAsync(visit, seen, 50);
        await visit.Button("Older →").ClickAsync();
        await ReadPageAsync(visit, seen, 20);
        Assert.Equal(120, seen.Distinct().Count());

        // Back, and loaded again, it stands where it stood.
        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(50);
        var second = await KeysAsync(visit);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(50);
        Assert.Equal(second, await KeysAsync(visit));
        await Assertions.Expect(visit.Page.Locator(".chips li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_search_finds_a_queue_behind_a_hundred_others_that_have_the_text_too()
    {
        var server = await embedded.ProcessAsync();
        List<string> names = [.. Enumerable.Range(0, 101).Select(i => $"a-far-{i}"), "far-away"];
        await Parallel.ForEachAsync(names, async (name, _) => await server.PostAsync("v2/queues", new { queueName = name, parallelism = 1 }));
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);

        // No schedule has this name.
        visit.Expect(404);
        await visit.Page.GetByLabel("Search").FillAsync("FAR");
        await visit.Page.GetByLabel("Search").PressAsync("Enter");
        await Assertions.Expect(visit.Heading("far-away")).ToBeVisibleAsync();

        // More than are listed: the whole list is offered.
        await visit.Page.GetByLabel("Search").FillAsync("a-far");
        await visit.Page.GetByLabel("Search").PressAsync("Enter");
        await visit.Page.GetByText("all with “a-far”").ClickAsync();
        await Assertions.Expect(visit.Heading("Queues")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(50);
        await Parallel.ForEachAsync(names, async (name, cancellationToken) => (await server.Http.DeleteAsync($"v2/queues/{name}", cancellationToken)).Dispose());
    }

    private static async Task SendAsync(BusQStashProcess server, string url, int count, string label = "paged")
    {
        var before = (await server.ReadAsync($"v2/logs?label={label}&state=DELIVERED&count=1000")).GetProperty("events").GetArrayLength();
        await server.SendAsync([.. Enumerable.Range(0, count).Select(_ => new
        {
            destination = url,
            headers = new Dictionary<string, string> { ["Upstash-Label"] = label },
        })]);
        await server.LoggedAsync($"label={label}&state=DELIVERED", before + count);
    }

    private static async Task ReadPageAsync(Visit visit, List<string> seen, int count)
    {
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(count);
        if (seen.Count > 0)
        {
            await Assertions.Expect(visit.Page.Locator($"tr[data-row='{seen[^1]}']")).ToHaveCountAsync(0);
        }

        seen.AddRange(await KeysAsync(visit));
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(Visit visit) =>
        await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main tr[data-row]')].map(row => row.dataset.row)");
}
