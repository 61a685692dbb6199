using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>One entry a step, so that a few hundred take as many steps as thousands do otherwise, and something happens half way.</summary>
public sealed class When_all_dead_letters_are_retried(Chromium chromium)
{
    private const int Failed = 400;

    [Fact]
    public async Task A_stop_leaves_the_rest_and_through_a_kill_each_of_those_is_sent_again_once_and_what_was_refused_or_came_later_stays()
    {
        await using var before = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings((SettingNames.AllowPrivateNetworks, "true")));
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Status(500));
        await before.SendAsync([.. Enumerable.Range(0, Failed).Select(_ => Once(hook.Url))]);

        // Nobody is there, or nobody gets there; soon it may not be called any more. They come last: the oldest are deleted first.
        await Eventually.TrueAsync(async () => await LeftAsync(before) == Failed, "all but two to fail");
        await before.SendAsync(Once("http://10.255.255.1/"), Once("http://10.255.255.1/"));
        await Eventually.TrueAsync(async () => await LeftAsync(before) == Failed + 2, "all to fail");
        await before.KillAsync();

        await using var server = await BusQStashProcess.StartApiAsync(EmbeddedServer.Settings(
            (SettingNames.DataDirectory, before.DataDirectory), ("BusQStash__BulkActions__GroupSize", "1"), ("BusQStash__BulkActions__Hold", "00:00:01")));
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, "dead-letters");
        visit.Expect(503);
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await visit.Button("Delete all…").ClickAsync();
        await StartAsync(dialog, Failed + 2, "Delete for good");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("; stopped.");
        var deleted = (await server.ReadAsync("busqstash/bulkActions")).GetProperty("items")[0].GetProperty("processed").GetInt32();
        Assert.InRange(deleted, 0, Failed);
        Assert.Equal(Failed + 2 - deleted, await LeftAsync(server));
        await dialog.GetByText("Close", new() { Exact = true }).ClickAsync();

        await visit.Button("Retry all…").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync($"{Failed + 2 - deleted} dead letters");
        await server.FailAsync(destination.AddHook(Answer.Status(500)).Url, label: "later");
        hook.AnswerWith = _ => Answer.Ok;
        await dialog.GetByLabel("At most a second").FillAsync("50");
        await StartAsync(dialog, Failed + 2 - deleted, "Retry");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await server.KillAsync();
        await server.StartAsync();

        // The page was open all the time.
        await Assertions.Expect(dialog).ToContainTextAsync($"{Failed - deleted} of {Failed + 2 - deleted} sent again.");
        await Assertions.Expect(dialog).ToContainTextAsync("2, which stay as they are");
        await Assertions.Expect(dialog).ToContainTextAsync("endpoint resolves to a private or reserved address: 10.255.255.1");
        Assert.Equal(3, await LeftAsync(server));
        var key = (await server.ReadAsync("v2/flowControl")).EnumerateArray().Single();
        Assert.Equal(50, key.GetProperty("rateMax").GetInt32());
        var again = await server.ReadAsync($"busqstash/logs/count?state=CREATED&flowControlKey={key.GetProperty("flowControlKey").GetString()}");
        Assert.Equal(Failed - deleted, again.GetProperty("count").GetInt32());
    }

    private static object Once(string destination) => new
    {
        destination,
        headers = new Dictionary<string, string> { ["Upstash-Retries"] = "0", ["Upstash-Timeout"] = "1s" },
    };

    private static async Task StartAsync(ILocator dialog, int count, string verb)
    {
        // From a hundred on the number is typed.
        if (count >= 100)
        {
            await dialog.GetByLabel("to go on").FillAsync($"{count}");
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
    }

    private static async Task<int> LeftAsync(BusQStashProcess server) => (await server.ReadAsync("busqstash/dlq/count")).GetProperty("count").GetInt32();
}
