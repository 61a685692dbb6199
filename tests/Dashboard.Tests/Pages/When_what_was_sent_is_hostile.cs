using System.Text;
using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Pages;

/// <summary>A dialog, a log of an error, a foreign request or a report of the policy would fail the visit.</summary>
public sealed class When_what_was_sent_is_hostile(Chromium chromium, EmbeddedServer embedded)
{
    private const string Markup = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>\"'javascript:alert(4)\u202eevil\u0007";

    [Fact]
    public async Task Nothing_of_it_runs_and_the_layout_holds()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(Answer.Text(Markup + new string('w', 4000), 500, "text/html"));
        var destinationUrl = hook.Url + "/" + Uri.EscapeDataString(Markup);
        var (messageId, dlqId) = await server.FailAsync(destinationUrl, $$"""{"a":"{{Escape(Markup)}}","long":"{{new string('x', 20000)}}"}""");
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"logs?messageId={messageId}");
        await Assertions.Expect(visit.Rows().First).ToBeVisibleAsync();
        await LayoutHoldsAsync(visit);

        await visit.GoAsync($"dead-letters/{dlqId}");
        await Assertions.Expect(visit.Page.GetByText("<script>alert(1)</script>").First).ToBeVisibleAsync();
        await LayoutHoldsAsync(visit);
        await visit.GoAsync($"logs?label={Uri.EscapeDataString(Markup)}&queueName={Uri.EscapeDataString(Markup)}");
        await Assertions.Expect(visit.Page.Locator(".chips li")).ToHaveCountAsync(2);
        await LayoutHoldsAsync(visit);
    }

    [Fact]
    public async Task A_big_line_of_JSON_and_bytes_are_shown_in_part()
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var big = destination.AddHook(Answer.Bytes(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 300_000))}]"), 500));
        var binary = destination.AddHook(Answer.Bytes([0, 1, 2, 255, 254, 65], 500));
        var (_, first) = await server.FailAsync(big.Url);
        var (_, second) = await server.FailAsync(binary.Url);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url, $"dead-letters/{first}");
        await Assertions.Expect(visit.Page.GetByText("; its beginning")).ToBeVisibleAsync();
        Assert.InRange(await visit.Page.EvaluateAsync<int>("document.querySelector('.bodytext').textContent.length"), 1000, 70_000);
        await visit.GoAsync($"dead-letters/{second}");
        await Assertions.Expect(visit.Page.GetByText("00 01 02 ff fe 41")).ToBeVisibleAsync();
    }

    private static string Escape(string text) => text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\u0007", "\\u0007", StringComparison.Ordinal);

    private static async Task LayoutHoldsAsync(Visit visit) =>
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>(
            "Math.max(document.scrollingElement.scrollWidth - innerWidth, document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth, 0)"));
}
