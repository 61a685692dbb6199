using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class When_another_site_asks(EmbeddedServer embedded)
{
    private const string Queues = "/dashboard/api/v2/queues";

    private const string Body = """{"queueName":"made-by-another-site"}""";

    [Fact]
    public async Task A_call_without_the_pages_header_is_refused()
    {
        using var calls = await SignedInAsync();
        Assert.Equal(403, await calls.StatusAsync("POST", Queues, Body, marked: false));
        Assert.Equal(403, await calls.StatusAsync("GET", Queues, marked: false));
        Assert.Equal(403, await calls.StatusAsync("POST", "/dashboard/api/session", "{}", marked: false));

        // Routing takes both spellings for the same path.
        Assert.Equal(403, await calls.StatusAsync("POST", "/DASHBOARD/API/session", "{}", marked: false));
        Assert.Equal(403, await calls.StatusAsync("POST", "/Dashboard/Api/V2/queues", Body, marked: false));
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task A_call_the_browser_says_came_from_elsewhere_is_refused(string site)
    {
        using var calls = await SignedInAsync();
        Assert.Equal(403, await calls.StatusAsync("POST", Queues, Body, headers: ("Sec-Fetch-Site", site)));
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_a_form_can_send_is_refused(string type)
    {
        using var calls = await SignedInAsync();
        Assert.Equal(403, await calls.StatusAsync("POST", Queues, Body, type));
        await NothingChangedAsync();
    }

    [Fact]
    public async Task The_API_itself_never_looks_at_the_cookie()
    {
        using var calls = await SignedInAsync();
        Assert.Equal(200, await calls.StatusAsync("GET", Queues));
        Assert.Equal(401, await calls.StatusAsync("GET", "/v2/queues"));
    }

    [Fact]
    public async Task Nobody_answers_the_question_a_browser_asks_before_it_crosses_sites()
    {
        using var calls = await SignedInAsync();
        using var answer = await calls.SendAsync(
            "OPTIONS", Queues, marked: false,
            headers: [("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-busqstash-dashboard")]);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<DashboardCalls> SignedInAsync()
    {
        var calls = new DashboardCalls((await embedded.ProcessAsync()).Url);
        await calls.SignInAsync(BusQStashProcess.DevelopmentToken);
        return calls;
    }

    private async Task NothingChangedAsync()
    {
        var server = await embedded.ProcessAsync();
        Assert.DoesNotContain("made-by-another-site", await server.Http.GetStringAsync("v2/queues"), StringComparison.Ordinal);
    }
}
