using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class ScheduleEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Yearly = "0 0 1 1 *";

    [Fact]
    public async Task Creates_a_schedule_and_shows_all_of_it()
    {
        var id = await CreateAsync(
            "https://example.com/a?b=c",
            "hello",
            ("Upstash-Method", "put"),
            ("Content-Type", "text/plain"),
            ("Upstash-Forward-My-Header", "caf\u00c3\u00a9"),
            ("Upstash-Retries", "7"),
            ("Upstash-Delay", "25m"),
            ("Upstash-Timeout", "30s"),
            ("Upstash-Callback", "https://cb.example/"),
            ("Upstash-Callback-Forward-X", "1"),
            ("Upstash-Failure-Callback", "https://fail.example/"),
            ("Upstash-Queue-Name", "orders"),
            ("Upstash-Flow-Control-Key", "key"),
            ("Upstash-Flow-Control-Value", "rate=10, period=1m, parallelism=2"),
            ("Upstash-Retry-Delay", "1000 * retried"),
            ("Upstash-Label", "a,b"));

        var shown = await GetAsync(id);
        Assert.Matches("^scd_[0-9A-Za-z]{22}$", id);
        var (createdAt, next) = (shown["createdAt"]!.GetValue<long>(), shown["nextScheduleTime"]!.GetValue<long>());
        Assert.InRange(next, createdAt, createdAt + (366L * 24 * 3600 * 1000));
        shown.Remove("createdAt");
        shown.Remove("nextScheduleTime");
        Assert.Equal(
            JsonNode.Parse($$"""
                {"scheduleId":"{{id}}","cron":"{{Yearly}}","destination":"https://example.com/a?b=c","method":"PUT",
                 "header":{"Content-Type":["text/plain"],"My-Header":["café"]},"body":"hello","retries":7,"delay":1500,"timeout":30000,
                 "callback":"https://cb.example/","failureCallback":"https://fail.example/","callbackHeader":{"X":["1"]},
                 "callerIP":"127.0.0.1","isPaused":false,"queueName":"orders","flowControlKey":"key","parallelism":2,"rate":10,"period":60,
                 "retryDelayExpression":"1000 * retried","label":"a","labels":["a","b"]}
                """)!.ToJsonString(),
            shown.ToJsonString());
    }

    [Fact]
    public async Task Leaves_out_what_a_plain_schedule_does_not_have()
    {
        var shown = await GetAsync(await CreateAsync("https://example.com/plain"));
        Assert.Equal(
            ["scheduleId", "cron", "destination", "createdAt", "method", "retries", "callerIP", "isPaused", "nextScheduleTime"],
            shown.Select(member => member.Key));
        Assert.Equal((3, "POST"), (shown["retries"]!.GetValue<int>(), shown["method"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Hides_what_is_to_be_hidden()
    {
        var shown = await GetAsync(await CreateAsync(
            "https://example.com/", "secret", ("Upstash-Forward-Key", "secret"), ("Upstash-Redact-Fields", "body, header[Key]")));
        const string hash = "REDACTED:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        Assert.Equal(hash, shown["body"]!.GetValue<string>());
        Assert.Equal(hash, shown["header"]!["Key"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Replaces_the_schedule_of_an_id_as_a_whole()
    {
        var id = await CreateAsync("https://example.com/1", "old", ("Upstash-Schedule-Id", "my.Schedule-1_x"), ("Upstash-Retries", "9"));
        Assert.Equal("my.Schedule-1_x", id);
        (await api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);

        await CreateAsync("https://example.com/2", "", ("Upstash-Schedule-Id", id));

        var shown = await GetAsync(id);
        Assert.Equal("https://example.com/2", shown["destination"]!.GetValue<string>());
        Assert.Null(shown["body"]);
        Assert.Equal(3, shown["retries"]!.GetValue<int>());
        Assert.False(shown["isPaused"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Lists_schedules_as_an_array()
    {
        var ids = new[] { await CreateAsync("https://example.com/l1"), await CreateAsync("https://example.com/l2") };
        var listed = (await api.CallAsync("GET", "/v2/schedules/")).Expect(200).Json.AsArray();
        Assert.Subset(listed.Select(schedule => schedule!["scheduleId"]!.GetValue<string>()).ToHashSet(), ids.ToHashSet());
        (await api.CallAsync("GET", "/V2/Schedules")).Expect(200);
    }

    [Theory]
    [InlineData("PATCH", "/v2/schedules/")]
    [InlineData("POST", "/v2/schedules/")]
    [InlineData("PATCH", "/V2/Schedules/")]
    [InlineData("POST", "/v2/SCHEDULES/")]
    public async Task Pauses_and_resumes_by_both_methods_in_any_case_and_twice(string method, string path)
    {
        var id = await CreateAsync("https://example.com/paused");
        foreach (var (change, paused) in new[] { ("pause", true), ("Pause", true), ("resume", false), ("RESUME/", false) })
        {
            var answer = (await api.CallAsync(method, $"{path}{id}/{change}")).Expect(200);
            Assert.Equal("", answer.Text);
            var shown = await GetAsync(id);
            Assert.Equal(paused, shown["isPaused"]!.GetValue<bool>());
            Assert.Equal(paused, shown["nextScheduleTime"] is null);
        }
    }

    [Fact]
    public async Task Deletes_a_schedule_and_does_not_mind_doing_so_again()
    {
        var id = await CreateAsync("https://example.com/gone");
        (await api.CallAsync("DELETE", $"/v2/schedules/{id}")).Expect(200);
        (await api.CallAsync("DELETE", $"/v2/schedules/{id}")).Expect(200);
        (await api.CallAsync("GET", $"/v2/schedules/{id}")).ExpectError(404, id);
        (await api.CallAsync("DELETE", "/v2/schedules/")).ExpectError(400, "last part");
    }

    [Theory]
    [InlineData("GET", "/v2/schedules/unknown")]
    [InlineData("GET", "/v2/schedules/odd%01id")]
    [InlineData("PATCH", "/v2/schedules/unknown/pause")]
    [InlineData("PATCH", "/v2/schedules/unknown/resume")]
    [InlineData("POST", "/v2/schedules/unknown/pause")]
    [InlineData("PATCH", "/v2/schedules/a%20b/resume")]
    public async Task An_unknown_schedule_is_404(string method, string target) => (await api.CallAsync(method, target)).ExpectError(404, "not found");

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
    public async Task The_read_only_token_reads_and_changes_nothing()
    {
        var id = await CreateAsync("https://example.com/read-only");
        (string, string) token = ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}");
        (await api.CallAsync("GET", $"/v2/schedules/{id}", "", token)).Expect(200);
        (await api.CallAsync("PATCH", $"/v2/schedules/{id}/pause", "", token)).Expect(403);
        (await api.CallAsync("DELETE", $"/v2/schedules/{id}", "", token)).Expect(403);
        (await api.CallAsync("POST", "/v2/schedules/https://example.com/", "", token, ("Upstash-Cron", Yearly))).Expect(403);
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
