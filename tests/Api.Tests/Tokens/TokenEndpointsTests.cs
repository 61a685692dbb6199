using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Api.Tokens;
using BusQStash.Store.Tokens;
using BusQStash.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Tokens;

public sealed class TokenEndpointsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture));
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync()
    {
        _api.Settings["BusQStash:Tokens:set:TokenHash"] = TokenSecret.Hash("of-the-settings").ToUpperInvariant();
        _api.Settings["BusQStash:Tokens:set:Rights"] = "read";
        _api.Replace = services => services.AddSingleton<TimeProvider>(_time);
        return _api.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_token_that_was_made_does_what_it_may()
    {
        var publisher = await MakeAsync("""{"name":"ci","rights":["publish"]}""");

        (await AsAsync(publisher, "POST", "/v2/publish/https://example.com")).Expect(200);
        (await AsAsync(publisher, "GET", "/v2/queues")).ExpectError(403, "read");
        (await AsAsync(publisher, "DELETE", "/v2/messages/msg_1")).ExpectError(403, "admin");
        (await AsAsync("of-the-settings", "GET", "/v2/queues")).Expect(200);
    }

    [Fact]
    public async Task Lists_all_but_the_tokens_themselves()
    {
        var secret = await MakeAsync("""{"name":"ci","rights":["publish"],"queues":["orders"],"hosts":["*.example.com"],"expiresAt":4102444800000}""");
        await AsAsync(secret, "GET", "/v2/queues");

        var answer = await _api.CallAsync("GET", "/busqstash/tokens");

        var items = answer.Expect(200).Json["items"]!.AsArray().ToDictionary(item => item!["name"]!.GetValue<string>(), item => item!);
        Assert.Equal(["ci", "read-only", "root", "set"], items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("api", 4102444800000), (items["ci"]["source"]!.GetValue<string>(), items["ci"]["expiresAt"]!.GetValue<long>()));
        Assert.Equal("""["publish"] ["orders"] ["*.example.com"]""", string.Join(' ', new[] { "rights", "queues", "hosts" }.Select(name => items["ci"][name]!.ToJsonString())));
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), items["ci"]["lastUsedAt"]!.GetValue<long>());
        Assert.Equal("settings", items["set"]["source"]!.GetValue<string>());
        Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TokenSecret.Hash(secret), answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_the_dashboard_ends_with_its_token()
    {
        var end = _time.GetUtcNow().AddMinutes(10);
        await SignInAsync(await MakeAsync($$"""{"name":"viewer","rights":["read"],"expiresAt":{{end.ToUnixTimeMilliseconds()}}}"""));
        Assert.Equal((HttpStatusCode.OK, end.ToUnixTimeMilliseconds()), await SessionAsync());

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((HttpStatusCode.Unauthorized, null), await SessionAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_live_feed_ends_with_its_token(bool ofTheDashboard)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var token = await MakeAsync("""{"name":"viewer","rights":["read"]}""");
        if (ofTheDashboard)
        {
            await SignInAsync(token);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{(ofTheDashboard ? "/dashboard/api" : "")}/busqstash/live");
        request.Headers.Add("X-BusQStash-Dashboard", "1");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ofTheDashboard ? "none" : token);
        using var feed = await _api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal(HttpStatusCode.OK, feed.StatusCode);
        using var lines = new StreamReader(await feed.Content.ReadAsStreamAsync(limit.Token));
        Assert.Equal("event: ping", await lines.ReadLineAsync(limit.Token));
        (await _api.CallAsync("DELETE", "/busqstash/tokens/viewer")).Expect(200);

        var rest = lines.ReadToEndAsync(limit.Token);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return rest.IsCompleted;
            },
            "the feed to end");
        await rest;
    }

    [Fact]
    public async Task Two_are_good_while_a_token_is_rotated_and_one_afterwards()
    {
        var before = await MakeAsync("""{"name":"ci","rights":["read"]}""");
        var rotated = (await _api.CallAsync("POST", "/busqstash/tokens/ci/rotate", """{"overlap":"2h"}""")).Expect(200).Json;
        var after = rotated["token"]!.GetValue<string>();

        (await AsAsync(before, "GET", "/v2/queues")).Expect(200);
        (await AsAsync(after, "GET", "/v2/queues")).Expect(200);

        _time.Advance(TimeSpan.FromHours(2));
        (await AsAsync(before, "GET", "/v2/queues")).Expect(401);
        (await AsAsync(after, "GET", "/v2/queues")).Expect(200);
    }

    [Fact]
    public async Task A_revoked_token_and_one_that_ran_out_are_401()
    {
        var revoked = await MakeAsync("""{"name":"one","rights":["read"]}""");
        var over = await MakeAsync($$"""{"name":"two","rights":["read"],"expiresAt":{{_time.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds()}}}""");
        (await AsAsync(over, "GET", "/v2/queues")).Expect(200);

        (await _api.CallAsync("DELETE", "/busqstash/tokens/one")).Expect(200);
        (await _api.CallAsync("DELETE", "/busqstash/tokens/one")).ExpectError(404, "one");
        _time.Advance(TimeSpan.FromMinutes(1));

        (await AsAsync(revoked, "GET", "/v2/queues")).Expect(401);
        (await AsAsync(over, "GET", "/v2/queues")).Expect(401);
    }

    [Fact]
    public async Task What_another_process_made_is_found_within_a_second_and_what_it_revoked_is_gone_within_five()
    {
        var tokens = _api.Services.GetRequiredService<IApiTokens>();
        await MakeAsync("""{"name":"first","rights":["read"]}""");
        var secret = TokenSecret.Next();
        (await AsAsync(secret, "GET", "/v2/queues")).Expect(401);

        await tokens.AddAsync(new ApiToken("elsewhere", TokenSecret.Hash(secret), TokenRights.Read, [], [], _time.GetUtcNow(), null), TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await AsAsync(secret, "GET", "/v2/queues")).Expect(200);

        await tokens.RemoveAsync("elsewhere", TestContext.Current.CancellationToken);
        _time.Advance(LedgerTokens.Fresh);
        (await AsAsync(secret, "GET", "/v2/queues")).Expect(401);
    }

    [Fact]
    public async Task The_last_use_is_written_rarely()
    {
        var tokens = _api.Services.GetRequiredService<IApiTokens>();
        var secret = await MakeAsync("""{"name":"ci","rights":["read"]}""");
        await AsAsync(secret, "GET", "/v2/queues");
        var first = _time.GetUtcNow();

        _time.Advance(TokenUses.Step - TimeSpan.FromSeconds(1));
        await AsAsync(secret, "GET", "/v2/queues");
        Assert.Equal(first.ToUnixTimeMilliseconds(), (await tokens.LastUsesAsync(TestContext.Current.CancellationToken))["ci"].ToUnixTimeMilliseconds());

        _time.Advance(TimeSpan.FromSeconds(1));
        await AsAsync(secret, "GET", "/v2/queues");
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), (await tokens.LastUsesAsync(TestContext.Current.CancellationToken))["ci"].ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Messages_out_of_bounds_are_refused_wherever_their_parts_lead()
    {
        var secret = await MakeAsync("""{"name":"ci","rights":["publish"],"queues":["orders"],"hosts":["example.com","*.example.org"]}""");
        await _api.CallAsync("POST", "/v2/topics/group/endpoints", """{"endpoints":[{"url":"https://example.com"},{"url":"https://elsewhere.net"}]}""");

        (await AsAsync(secret, "POST", "/v2/enqueue/orders/https://example.com/x?y=1")).Expect(200);
        (await AsAsync(secret, "POST", "/v2/enqueue/orders/https://a.example.org")).Expect(200);
        (await AsAsync(secret, "POST", "/v2/publish/https://example.com")).ExpectError(403, "orders");
        (await AsAsync(secret, "POST", "/v2/enqueue/mails/https://example.com")).ExpectError(403, "orders");
        (await AsAsync(secret, "POST", "/v2/enqueue/orders/https://example.org")).ExpectError(403, "example.com");
        (await AsAsync(secret, "POST", "/v2/enqueue/orders/https://notexample.com")).ExpectError(403, "example.com");
        (await AsAsync(secret, "POST", "/v2/enqueue/orders/group")).ExpectError(403, "example.com");
        (await AsAsync(secret, "POST", "/v2/enqueue/orders/https://example.com", ("Upstash-Callback", "https://elsewhere.net"))).ExpectError(403, "example.com");
        (await AsAsync(secret, "POST", "/v2/enqueue/orders/https://example.com", ("Upstash-Failure-Callback", "https://elsewhere.net"))).ExpectError(403, "example.com");
    }

    [Fact]
    public async Task A_destination_out_of_bounds_is_not_looked_up_either()
    {
        var secret = await MakeAsync("""{"name":"ci","rights":["publish"],"hosts":["203.0.114.1","*.example.org"]}""");

        Assert.True((await CheckAsync("https://203.0.114.1/x")).Expect(200).Json["allowed"]!.GetValue<bool>());
        (await CheckAsync("https://203.0.114.2/x")).ExpectError(403, "203.0.114.1");
        (await CheckAsync("https://example.org.elsewhere.invalid")).ExpectError(403, "203.0.114.1");
        (await CheckAsync("http://localhost")).ExpectError(403, "203.0.114.1");

        Task<ApiAnswer> CheckAsync(string url) => AsAsync(secret, "POST", "/busqstash/destinations/check", $$"""{"url":"{{url}}"}""");
    }

    [Fact]
    public async Task An_item_of_a_batch_that_is_out_of_bounds_is_refused_by_itself()
    {
        var secret = await MakeAsync("""{"name":"ci","rights":["publish"],"hosts":["example.com"]}""");

        var batch = await AsAsync(secret, "POST", "/v2/batch", """[{"destination":"https://example.com"},{"destination":"https://elsewhere.net"}]""");

        var items = batch.Expect(200).Json;
        Assert.NotNull(items[0]!["messageId"]);
        Assert.Contains("example.com", items[1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_outlives_its_makers_token_so_the_right_to_publish_makes_none()
    {
        var secret = await MakeAsync("""{"name":"ci","rights":["publish"]}""");

        (await AsAsync(secret, "POST", "/v2/schedules/https://example.com", ("Upstash-Cron", "* * * * *"))).ExpectError(403, "admin");
        (await AsAsync(secret, "POST", "/v2/publish/https://example.com", ("Upstash-Cron", "* * * * *"))).ExpectError(403, "admin");
    }

    [Fact]
    public async Task A_named_token_is_never_forwarded_even_when_it_has_ended()
    {
        var secret = await MakeAsync("""{"name":"ci","rights":["publish"]}""");
        var ended = await MakeAsync("""{"name":"ended","rights":["publish"]}""");
        await _api.CallAsync("DELETE", "/busqstash/tokens/ended");

        foreach (var (header, query) in new[] { (secret, secret), (ended, secret) })
        {
            var answer = await _api.CallAsync(
                "POST", $"/v2/publish/https://example.com?qstash_token={query}", "", ("Authorization", $"Bearer {header}"), ("Upstash-Header-Forward", "true"));
            var message = await _api.StoredAsync(answer.Expect(200).MessageId);
            Assert.DoesNotContain(message.Spec.Headers, line => line.Value.Contains(TokenSecret.Prefix, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"rights":["read"]}""", "name")]
    [InlineData("""{"name":"a b","rights":["read"]}""", "name")]
    [InlineData("""{"name":"root","rights":["read"]}""", "root")]
    [InlineData("""{"name":"x"}""", "rights")]
    [InlineData("""{"name":"x","rights":["write"]}""", "rights")]
    [InlineData("""{"name":"x","rights":["read"],"queues":["q"]}""", "publish")]
    [InlineData("""{"name":"x","rights":["admin"],"hosts":["example.com"]}""", "publish")]
    [InlineData("""{"name":"x","rights":["publish"],"hosts":["https://example.com"]}""", "host")]
    [InlineData("""{"name":"x","rights":["publish"],"queues":["a,b"]}""", "queue")]
    [InlineData("""{"name":"x","rights":["read"],"expiresAt":1}""", "expiresAt")]
    public async Task Refuses_and_names_what_is_wrong(string request, string named) =>
        (await _api.CallAsync("POST", "/busqstash/tokens", request)).ExpectError(400, named);

    [Theory]
    [InlineData("ci")]
    [InlineData("set")]
    public async Task A_name_is_taken_once(string name)
    {
        await MakeAsync("""{"name":"ci","rights":["read"]}""");

        (await _api.CallAsync("POST", "/busqstash/tokens", $$"""{"name":"{{name}}","rights":["read"]}""")).ExpectError(409, name);
    }

    [Theory]
    [InlineData("nobody", "{}", 404)]
    [InlineData("set", "{}", 404)]
    [InlineData("nobody", """{"overlap":"long"}""", 400)]
    [InlineData("nobody", """{"overlap":"91d"}""", 400)]
    public async Task Only_what_was_made_here_is_rotated(string name, string request, int status) =>
        (await _api.CallAsync("POST", $"/busqstash/tokens/{name}/rotate", request)).Expect(status);

    /// <summary>Signs in with a token; the client keeps the cookie.</summary>
    private async Task SignInAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dashboard/api/session") { Content = JsonContent.Create(new { token }) };
        request.Headers.Add("X-BusQStash-Dashboard", "1");
        using var answer = await _api.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a look is answered with, and when the session ends.</summary>
    private async Task<(HttpStatusCode Status, long? EndsAt)> SessionAsync()
    {
        using var look = await PageAsync("v2/queues");
        using var session = await PageAsync("session");
        return (look.StatusCode, JsonNode.Parse(await session.Content.ReadAsStringAsync())!["endsAt"]?.GetValue<long>());
    }

    private async Task<HttpResponseMessage> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/dashboard/api/{path}");
        request.Headers.Add("X-BusQStash-Dashboard", "1");
        return await _api.Client.SendAsync(request);
    }

    private async Task<string> MakeAsync(string request)
    {
        var answer = await _api.CallAsync("POST", "/busqstash/tokens", request);
        return answer.Expect(201).Json["token"]!.GetValue<string>();
    }

    private Task<ApiAnswer> AsAsync(string token, string method, string target, params (string Name, string Value)[] headers) =>
        AsAsync(token, method, target, "{}", headers);

    private Task<ApiAnswer> AsAsync(string token, string method, string target, string body, params (string Name, string Value)[] headers) =>
        _api.CallAsync(method, target, body, [("Authorization", $"Bearer {token}"), .. headers]);
}
