using System.Net;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BusQStash.Api.Tests.Llm;

public sealed class LlmEndpointsTests
{
    private const string Path = "llm/v1/chat/completions";
    private const string Question = """{"model":"m","messages":[{"role":"user","content":"hello"}]}""";

    [Fact]
    public async Task Passes_the_question_on_with_the_operators_key_and_never_the_callers_token()
    {
        await using var upstream = await StartAsync(context => context.Response.WriteAsync("""{"choices":[]}"""));
        await using var api = await HostAsync(upstream.Url);
        using var response = await AskAsync(api, $"{Path}?qstash_token={DevelopmentUser.Token}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"choices":[]}""", await response.Content.ReadAsStringAsync(Cancellation));
        var (target, headers, body) = Assert.Single(upstream.Requests);
        Assert.Equal(("/provider/chat?version=1", Question), (target, body));
        Assert.Contains("Authorization: Bearer provider-key", headers, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", headers, StringComparison.Ordinal);
        Assert.DoesNotContain(DevelopmentUser.Token, target + headers + body, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Mine", headers, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Streams_each_part_as_it_comes()
    {
        var goOn = new TaskCompletionSource();
        await using var upstream = await StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"n\":1}\n\n");
            await context.Response.Body.FlushAsync();
            await goOn.Task;
            await context.Response.WriteAsync("data: [DONE]\n\n");
        });
        await using var api = await HostAsync(upstream.Url);
        using var response = await AskAsync(api);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        using var reader = new StreamReader(stream);
        Assert.Equal("data: {\"n\":1}", await reader.ReadLineAsync(Cancellation));
        goOn.SetResult();
        Assert.Equal("\ndata: [DONE]\n\n", await reader.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Tells_the_upstreams_chat_limits()
    {
        await using var upstream = await StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers["x-ratelimit-limit-requests"] = "10";
            context.Response.Headers["x-ratelimit-reset-tokens"] = "6m5s";
            context.Response.Headers["Retry-After"] = "3";
            context.Response.Headers["Set-Cookie"] = "session=secret";
            return context.Response.WriteAsync("""{"error":{"message":"slow down"}}""");
        });
        await using var api = await HostAsync(upstream.Url);
        using var response = await AskAsync(api);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(("10", "6m5s", "3"), (Header(response, "x-ratelimit-limit-requests"), Header(response, "x-ratelimit-reset-tokens"), Header(response, "Retry-After")));
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("slow down", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, 502)]
    [InlineData(403, 502)]
    [InlineData(307, 502)]
    [InlineData(400, 400)]
    [InlineData(500, 500)]
    public async Task Says_whose_fault_it_is(int said, int told)
    {
        await using var upstream = await StartAsync(context =>
        {
            context.Response.StatusCode = said;
            context.Response.Headers.Location = "http://elsewhere.example/";
            return context.Response.WriteAsync("wrong key: provider-key");
        });
        await using var api = await HostAsync(upstream.Url);
        using var response = await AskAsync(api);

        Assert.Equal(told, (int)response.StatusCode);
        Assert.Equal(told == said, (await response.Content.ReadAsStringAsync(Cancellation)).Contains("provider-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upstream_that_cannot_be_reached_is_502()
    {
        await using var api = await HostAsync("http://127.0.0.1:9/nobody");
        using var response = await AskAsync(api);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("cannot be reached", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_is_504()
    {
        await using var upstream = await StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        await using var api = await HostAsync(upstream.Url, ("BusQStash:Llm:AnswerTimeout", "00:00:01"));
        using var response = await AskAsync(api);
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_or_falls_silent_is_no_whole_one()
    {
        await using var upstream = await StartAsync(async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        await using var api = await HostAsync(upstream.Url, ("BusQStash:Llm:SilenceTimeout", "00:00:00.2"));
        using var response = await AskAsync(api);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Without_an_upstream_it_is_501_and_says_what_to_set()
    {
        await using var api = await HostAsync(null);
        using var response = await AskAsync(api);
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("BusQStash:Apis:llm:Url", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(404, (await api.CallAsync("GET", "/llm/v1/models")).Status);
    }

    [Fact]
    public async Task Asks_for_the_token_and_refuses_one_that_may_only_read_and_bodies_over_the_limit()
    {
        await using var upstream = await StartAsync(_ => Task.CompletedTask);
        await using var api = await HostAsync(upstream.Url);
        (await api.CallAsync("POST", $"/{Path}", Question, ("Authorization", "Bearer wrong"))).Expect(401);
        (await api.CallAsync("POST", $"/{Path}", Question, ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(403);
        (await api.CallAsync("POST", $"/{Path}", new string('x', 200_001))).Expect(412);
        Assert.Empty(upstream.Requests);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<Upstream> StartAsync(Func<HttpContext, Task> answer)
    {
        var upstream = new Upstream(answer);
        await upstream.StartAsync();
        return upstream;
    }

    private static async Task<ApiHost> HostAsync(string? url, params (string Name, string Value)[] settings)
    {
        var api = new ApiHost();
        api.Settings["BusQStash:Apis:llm:Url"] = url;
        api.Settings["BusQStash:Apis:llm:Headers:Authorization"] = "Bearer provider-key";
        foreach (var (name, value) in settings)
        {
            api.Settings[name] = value;
        }

        await api.InitializeAsync();
        return api;
    }

    private static async Task<HttpResponseMessage> AskAsync(ApiHost api, string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Question, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Mine", "1");
        return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
