using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

public sealed class When_the_logs_are_watched_live(Chromium chromium, EmbeddedServer embedded)
{
    [Fact]
    public async Task Only_what_fits_comes_the_newest_first()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var (fits, other) = (destination.AddHook(), destination.AddHook());
        await using var visit = await WatchAsync(server, "logs?live=1&label=watched&state=DELIVERED");
        await server.SendAsync(Labeled(other.Url, "unwatched"));
        var first = await server.SendAsync(Labeled(fits.Url, "watched"));
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        var second = await server.SendAsync(Labeled(fits.Url, "watched"));
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Rows().Nth(0)).ToContainTextAsync(second[0]);
        await Assertions.Expect(visit.Rows().Nth(1)).ToContainTextAsync(first[0]);
    }

    [Fact]
    public async Task More_than_anybody_reads_is_a_sample_and_says_how_many_more_there_were()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var url = destination.AddHook().Url;
        await using var visit = await WatchAsync(server, "logs?live=1&label=flood&state=CREATED");
        await server.SendAsync([.. Enumerable.Range(0, 600).Select(_ => Labeled(url, "flood"))]);
        await Assertions.Expect(visit.Page.GetByText("more than are shown")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Rows().First).ToBeVisibleAsync();

        // Rows nobody has scrolled to are not drawn.
        Assert.InRange(await visit.Rows().CountAsync(), 1, 50);

        // What is shown, what waits for the reader and what is said to be left out are all there were.
        await visit.Page.WaitForFunctionAsync(
            """
            () => {
              const box = document.querySelector('main .tablebox');
              box.scrollTop = box.scrollHeight;
              const count = (selector) => Number(document.querySelector(selector)?.textContent.replace(/[^0-9]/g, '') ?? 0);
              const more = count('.filterbar .note');
              return more > 0 && more + count('.filterbar .button.primary') + document.querySelectorAll('main tr[data-row]').length === 600;
            }
            """);
    }

    [Fact]
    public async Task It_goes_on_where_it_was_when_the_server_comes_back()
    {
        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings());
        await using var destination = await Destination.StartAsync();
        var url = destination.AddHook().Url;
        await using var visit = await WatchAsync(server, "logs?live=1&state=CREATED");
        await server.SendAsync(Labeled(url, "before"));
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(1);
        await server.KillAsync();
        await Assertions.Expect(visit.Page.GetByText("Connecting…")).ToBeVisibleAsync();
        await server.StartAsync();
        var after = await server.SendAsync(Labeled(url, "after"));
        await Assertions.Expect(visit.Rows()).ToHaveCountAsync(2);
        await Assertions.Expect(visit.Rows().First).ToContainTextAsync(after[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("logs?live=1")]
    public async Task A_hidden_tab_asks_nothing_for_a_minute_and_at_once_when_it_is_seen_again(string place)
    {
        var server = await embedded.ProcessAsync();
        await using var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.Page.Clock.InstallAsync();
        await visit.Page.ReloadAsync();
        await visit.Button("Use the development token").ClickAsync();
        await visit.GoAsync(place);
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        await visit.Page.Clock.RunForAsync(5_000);
        await ShowAsync(visit, hidden: true);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var asked = 0;
        visit.Page.Request += (_, _) => Interlocked.Increment(ref asked);
        await visit.Page.Clock.RunForAsync(60_000);
        Assert.Equal(0, asked);

        var again = visit.Page.WaitForRequestAsync("**/dashboard/api/**");
        await ShowAsync(visit, hidden: false);
        await again;
    }

    private static object Labeled(string destination, string label) =>
        new { destination, headers = new Dictionary<string, string> { ["Upstash-Label"] = label } };

    private static async Task ShowAsync(Visit visit, bool hidden) => await visit.Page.EvaluateAsync(
        """
        (hidden) => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        hidden);

    private async Task<Visit> WatchAsync(BusQStashProcess server, string place)
    {
        var visit = await Visit.SignedInAsync(chromium, server.Url, place);
        await Assertions.Expect(visit.Page.Locator(".live i")).ToBeVisibleAsync();
        return visit;
    }
}
