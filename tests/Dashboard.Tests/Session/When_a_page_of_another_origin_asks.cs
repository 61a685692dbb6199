using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Destinations;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

/// <summary>Somebody who is signed in opens a page of another origin in the same browser. Another port of the same host gets the cookie sent along; another host does not.</summary>
public sealed class When_a_page_of_another_origin_asks(Chromium chromium, EmbeddedServer embedded)
{
    private const string Queues = "/dashboard/api/v2/queues";

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", false)]
    public async Task Its_forms_and_calls_change_nothing_and_read_nothing(string host, bool sendsCookie)
    {
        var server = await embedded.ProcessAsync();
        await using var destination = await Destination.StartAsync();
        var form = $$"""
            <link rel="icon" href="data:,"><form method="post" enctype="text/plain" action="{{server.Url}}{{Queues}}">
            <input name='{"queueName":"made-by-another-origin","parallelism":1,"x":"' value='"}'></form>
            """;
        var evil = destination.AddHook(Answer.Text(form, 200, "text/html")).Url.Replace("127.0.0.1", host, StringComparison.Ordinal);
        await using var visit = await Visit.SignedInAsync(chromium, server.Url);
        await Assertions.Expect(visit.Page.GetByText("Needs attention")).ToBeVisibleAsync();
        var other = await visit.Context.NewPageAsync();
        await other.GotoAsync(evil);

        // What a call without a question beforehand gets is kept from the page by the browser; that it was refused shows below.
        await other.EvaluateAsync(
            """url => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{"queueName":"made-by-another-origin"}' }).catch(() => null).then(() => null)""",
            server.Url + Queues);
        Assert.Equal("refused", await other.EvaluateAsync<string>(
            "url => fetch(url, { credentials: 'include' }).then(() => 'answered', () => 'refused')", server.Url + Queues));

        // With the page's own header the browser asks first, and nobody allows it.
        Assert.Equal("refused", await other.EvaluateAsync<string>(
            """
            url => fetch(url, {
              method: 'POST', credentials: 'include', headers: { 'X-BusQStash-Dashboard': '1', 'Content-Type': 'application/json' }, body: '{"queueName":"made-by-another-origin"}',
            }).then(() => 'answered', () => 'refused')
            """,
            server.Url + Queues));
        await RefusedAsync(other, sendsCookie, "() => document.forms[0].submit()");
        Assert.DoesNotContain("made-by-another-origin", await server.Http.GetStringAsync("v2/queues", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(IPage page, bool sendsCookie, string script)
    {
        var answer = await page.RunAndWaitForResponseAsync(() => page.EvaluateAsync(script), response => response.Url.EndsWith(Queues, StringComparison.Ordinal));
        Assert.Equal(403, answer.Status);
        Assert.Equal(sendsCookie, (await answer.Request.AllHeadersAsync()).ContainsKey("cookie"));
    }
}
