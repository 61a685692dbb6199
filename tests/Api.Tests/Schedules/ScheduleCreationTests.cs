using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class ScheduleCreationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Yearly = "0 0 1 1 *";

    [Theory]
    [InlineData("https://example.com/a//b/../c?x=%26&x=2")]
    [InlineData("https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc", "https://example.com/a?b=c")]
    [InlineData("https://example.com/?x=1&upstash-retries=2&qstash_token=t&y=2", "https://example.com/?x=1&y=2")]
    [InlineData("https://example.com/pause")]
    [InlineData("https://example.com/v2/schedules/x/resume")]
    public async Task Keeps_the_destination_as_it_came_over_the_wire(string destination, string? url = null)
    {
        var shown = await GetAsync(await CreateAsync(destination));
        Assert.Equal(url ?? destination, shown["destination"]!.GetValue<string>());
    }

    [Fact]
    public async Task Takes_groups_and_apis_for_destinations()
    {
        (await api.CallAsync("POST", "/v2/topics/nightly/endpoints", """{"endpoints":[{"url":"https://a.example"}]}""")).Expect(200);
        Assert.Equal("nightly", (await GetAsync(await CreateAsync("nightly")))["destination"]!.GetValue<string>());
        var llm = await CreateAsync("api/llm", "{}", ("Upstash-Callback", "https://cb.example/"));
        Assert.Equal("api/llm", (await GetAsync(llm))["destination"]!.GetValue<string>());
        await RefusedAsync("api/llm", "Upstash-Callback", ("Upstash-Cron", Yearly));
    }

    [Theory]
    [InlineData("Upstash-Cron", "")]
    [InlineData("Upstash-Cron", "every day")]
    [InlineData("Upstash-Cron", "0 0 30 2 *")]
    [InlineData("Upstash-Cron", "CRON_TZ=Nowhere/Land 0 0 1 1 *")]
    [InlineData("Upstash-Schedule-Id", "a b")]
    [InlineData("Upstash-Schedule-Id", "a/b")]
    [InlineData("Upstash-Not-Before", "1999999999")]
    [InlineData("Upstash-Delay", "soon")]
    [InlineData("Upstash-Retries", "-1")]
    [InlineData("Upstash-Retry-Delay", "1 +")]
    [InlineData("Upstash-Timeout", "0s")]
    [InlineData("Upstash-Method", "TRACE")]
    [InlineData("Upstash-Callback", "nowhere")]
    [InlineData("Upstash-Failure-Callback", "http://127.0.0.1/")]
    [InlineData("Upstash-Queue-Name", "a b", "queue name")]
    [InlineData("Upstash-Label", "a b")]
    [InlineData("Upstash-Redact-Fields", "all")]
    [InlineData("Upstash-Flow-Control-Key", "key")]
    [InlineData("Upstash-Deduplication-Id", "a:b")]
    [InlineData("Upstash-Content-Based-Deduplication", "maybe")]
    public async Task Refuses_now_what_every_firing_would_stumble_over(string header, string value, string? names = null)
    {
        (string, string)[] cron = header == "Upstash-Cron" ? [] : [("Upstash-Cron", Yearly)];
        await RefusedAsync("https://example.com/refused", names ?? header, [.. cron, (header, value)]);
    }

    [Fact]
    public async Task Names_the_cron_and_the_zone_it_does_not_understand()
    {
        await RefusedAsync("https://example.com/", "61 * * * *", ("Upstash-Cron", "61 * * * *"));
        await RefusedAsync("https://example.com/", "'Nowhere/Land'", ("Upstash-Cron", "CRON_TZ=Nowhere/Land * * * * *"));
    }

    [Theory]
    [InlineData("no-such-group", "invalid scheme")]
    [InlineData("ftp://example.com/", "invalid scheme")]
    [InlineData("http://127.0.0.1/", "loopback")]
    [InlineData("", "destination is missing")]
    public async Task Refuses_destinations_that_are_none(string destination, string names) =>
        await RefusedAsync(destination, names, ("Upstash-Cron", Yearly));

    [Fact]
    public async Task Needs_a_destination_and_a_body_within_the_limit()
    {
        (await api.CallAsync("POST", "/v2/schedules", "", ("Upstash-Cron", Yearly))).ExpectError(404, "destination");
        (await api.CallAsync("POST", "/v2/schedules/https://example.com/", new string('x', 200_001), ("Upstash-Cron", Yearly))).ExpectError(412, "200000");
    }

    [Fact]
    public async Task A_duplicate_inside_the_window_is_answered_with_the_first_id()
    {
        (string, string)[] headers = [("Upstash-Cron", Yearly), ("Upstash-Deduplication-Id", "once")];
        var first = (await api.CallAsync("POST", "/v2/schedules/https://example.com/1", "a", headers)).Expect(200);
        var second = (await api.CallAsync("POST", "/v2/schedules/https://example.com/2", "b", headers)).Expect(202);
        Assert.Equal(Id(first.Json), Id(second.Json));
        Assert.Null(first.Json["deduplicated"]);
        Assert.True(second.Json["deduplicated"]!.GetValue<bool>());
        Assert.Equal("https://example.com/1", (await GetAsync(Id(first.Json)))["destination"]!.GetValue<string>());
    }

    [Fact]
    public async Task Content_is_cron_queue_destination_headers_and_body()
    {
        const string target = "/v2/schedules/https://example.com/content";
        (string, string)[] headers = [("Upstash-Cron", Yearly), ("Upstash-Content-Based-Deduplication", "true")];
        var first = (await api.CallAsync("POST", target, "a", headers)).Expect(200);
        Assert.Equal(Id(first.Json), Id((await api.CallAsync("POST", target, "a", headers)).Expect(202).Json));
        (await api.CallAsync("POST", target, "b", headers)).Expect(200);
        (await api.CallAsync("POST", target, "a", ("Upstash-Cron", "0 0 2 1 *"), headers[1])).Expect(200);
        (await api.CallAsync("POST", target, "a", [.. headers, ("Upstash-Queue-Name", "q")])).Expect(200);
    }

    [Fact]
    public async Task A_publish_with_a_cron_makes_a_schedule_and_no_message()
    {
        var published = Id((await api.PublishAsync("https://example.com/cron-publish", "x", ("Upstash-Cron", Yearly))).Expect(200).Json);
        var byQuery = Id((await api.CallAsync("POST", "/v2/publish/https://example.com/cron-query?a=1&upstash-cron=0+0+1+1+*")).Expect(200).Json);
        var queued = Id((await api.CallAsync("POST", "/v2/enqueue/orders/https://example.com/cron-queue", "x", ("Upstash-Cron", Yearly))).Expect(200).Json);

        Assert.Equal("https://example.com/cron-publish", (await GetAsync(published))["destination"]!.GetValue<string>());
        Assert.Equal("https://example.com/cron-query?a=1", (await GetAsync(byQuery))["destination"]!.GetValue<string>());
        Assert.Equal("orders", (await GetAsync(queued))["queueName"]!.GetValue<string>());
        Assert.DoesNotContain(api.Bus.Published, work => work.Message.Spec.Url.Contains("cron-", StringComparison.Ordinal));
        (await api.PublishAsync("https://example.com/", "", ("Upstash-Cron", "sometimes"))).ExpectError(400, "Upstash-Cron");
    }

    [Fact]
    public async Task An_item_of_a_batch_with_a_cron_makes_a_schedule_in_its_place()
    {
        var slots = (await api.CallAsync("POST", "/v2/batch", $$$"""
            [
              {"destination":"https://example.com/now"},
              {"destination":"https://example.com/batch-cron\u0000","body":"x","headers":{"upstash-cron":"{{{Yearly}}}"},"queue":"orders"},
              {"destination":"https://example.com/","headers":{"upstash-cron":"sometimes"}},
              {"destination":"https://example.com/later"}
            ]
            """)).Expect(200).Json.AsArray();

        Assert.Equal("https://example.com/now", slots[0]!["url"]!.GetValue<string>());
        var shown = await GetAsync(Id(slots[1]!));
        Assert.Equal(("orders", "https://example.com/batch-cron%00"), (shown["queueName"]!.GetValue<string>(), shown["destination"]!.GetValue<string>()));
        Assert.Contains("Upstash-Cron", slots[2]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("https://example.com/later", slots[3]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Headers_of_a_group_cannot_turn_messages_into_schedules()
    {
        (await api.CallAsync("POST", "/v2/topics/cron-group/endpoints", """{"endpoints":[{"url":"https://a.example"}]}""")).Expect(200);
        (await api.CallAsync("PATCH", "/v2/topics/cron-group", "{\"headers\":{\"Upstash-Cron\":\"0 0 1 1 *\"}}")).Expect(200);
        (await api.PublishAsync("cron-group")).ExpectError(400, "Upstash-Cron");
    }

    private static string Id(JsonNode created) => created["scheduleId"]!.GetValue<string>();

    private async Task<string> CreateAsync(string destination, string body = "", params (string Name, string Value)[] headers) =>
        Id((await api.CallAsync("POST", $"/v2/schedules/{destination}", body, [("Upstash-Cron", Yearly), .. headers])).Expect(200).Json);

    private async Task<JsonObject> GetAsync(string id) => (await api.CallAsync("GET", $"/v2/schedules/{id}")).Expect(200).Json.AsObject();

    private async Task RefusedAsync(string destination, string names, params (string Name, string Value)[] headers)
    {
        var before = (await api.CallAsync("GET", "/v2/schedules")).Json.AsArray().Count;
        (await api.CallAsync("POST", $"/v2/schedules/{destination}", "", headers)).ExpectError(400, names);
        Assert.InRange((await api.CallAsync("GET", "/v2/schedules")).Json.AsArray().Count, 0, before);
    }
}
