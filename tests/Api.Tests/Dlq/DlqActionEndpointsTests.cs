using System.Text;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Dlq;

public sealed class DlqActionEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly ResponseRecord Broken = new(500, [], "broken"u8.ToArray(), false);

    [Fact]
    public async Task Deletes_one_and_keeps_its_message_in_the_logs()
    {
        var (id, dlqId) = await FailAsync("gone");
        (await api.CallAsync("DELETE", $"/v2/dlq/{dlqId}")).Expect(200);
        (await api.CallAsync("DELETE", $"/v2/dlq/{dlqId}")).ExpectError(404, dlqId);
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).ExpectError(404, dlqId);
        Assert.NotEmpty((await api.CallAsync("GET", $"/v2/events?messageId={id}")).Expect(200).Json["events"]!.AsArray());
    }

    [Fact]
    public async Task Deletes_those_named_and_skips_the_unknown()
    {
        var (_, first) = await FailAsync("named");
        var (_, second) = await FailAsync("named");
        var (_, third) = await FailAsync("named");
        Assert.Equal("""{"deleted":1}""", (await api.CallAsync("DELETE", $"/v2/dlq?dlqIds={first},1-1&label=other")).Expect(200).Text);
        Assert.Equal("""{"deleted":2}""", (await api.CallAsync("DELETE", "/v2/dlq", $$"""{"dlqIds":["{{second}}","{{third}}"]}""")).Expect(200).Text);
    }

    [Fact]
    public async Task Deletes_what_filters_find_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await FailAsync("paged-delete");
        }

        var (_, kept) = await FailAsync("kept");
        var first = (await api.CallAsync("DELETE", "/v2/dlq?label=paged-delete&count=3")).Expect(200).Json;
        Assert.Equal(3, first["deleted"]!.GetValue<int>());
        var second = (await api.CallAsync("DELETE", $"/v2/dlq?label=paged-delete&count=3&cursor={first["cursor"]}")).Expect(200);
        Assert.Equal("""{"deleted":2}""", second.Text);
        (await api.CallAsync("GET", $"/v2/dlq/{kept}")).Expect(200);
    }

    [Theory]
    [InlineData("messageId=msg_none")]
    [InlineData("url=https://nowhere.example")]
    [InlineData("messageIds=msg_none")]
    [InlineData("source=workflow")]
    [InlineData("scheduleId=none")]
    [InlineData("flowControlKey=none")]
    [InlineData("callerIp=9.9.9.9")]
    [InlineData("callerIP=9.9.9.9")]
    [InlineData("topicName=none")]
    [InlineData("queueName=none")]
    [InlineData("label=none")]
    [InlineData("responseStatus=499")]
    [InlineData("fromDate=99999999999999")]
    [InlineData("toDate=1")]
    [InlineData("dlqIds=1-1")]
    [InlineData("dlqIds=no-id-at-all")]
    [InlineData("messageId=1")]
    [InlineData("dlqIds=")]
    [InlineData("cursor=99999999999999-1-1")]
    public async Task A_filter_that_finds_nothing_deletes_nothing(string query)
    {
        var (_, dlqId) = await FailAsync("safe");
        Assert.Equal("""{"deleted":0}""", (await api.CallAsync("DELETE", $"/v2/dlq?{query}")).Expect(200).Text);
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).Expect(200);
    }

    [Theory]
    [InlineData("?lable=x", "", "lable")]
    [InlineData("?all=true", "", "all")]
    [InlineData("?label=", "", "label")]
    [InlineData("?label=,", "", "label")]
    [InlineData("?host=example.com", "", "host")]
    [InlineData("?source=elsewhere", "", "source")]
    [InlineData("?api=llm", "", "api")]
    [InlineData("?count=101", "", "count")]
    [InlineData("?callerIp=here", "", "callerIp")]
    [InlineData("?url=nowhere", "", "url")]
    [InlineData("?count=0", "", "count")]
    [InlineData("?cursor=x", "", "cursor")]
    [InlineData("?responseStatus=bad", "", "responseStatus")]
    [InlineData("?fromDate=yesterday", "", "fromDate")]
    [InlineData("?order=any", "", "order")]
    [InlineData("", "{\"labels\":[\"x\"]}", "labels")]
    [InlineData("", "{\"dlqIds\":null}", "dlqIds")]
    [InlineData("", "{\"dlqIds\":[{}]}", "dlqIds")]
    [InlineData("", "[\"1-1\"]", "object")]
    [InlineData("", "dlqIds", "JSON")]
    [InlineData("?dlqIds=1-1", "{\"dlqIds\":[\"1-1\"]}", "dlqIds")]
    public async Task Refuses_what_might_mean_everything_by_mistake(string query, string body, string names)
    {
        var (_, dlqId) = await FailAsync("safe");
        (await api.CallAsync("DELETE", $"/v2/dlq{query}", body)).ExpectError(400, names);
        (await api.CallAsync("POST", $"/v2/dlq/retry{query}", body)).ExpectError(400, names);
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).Expect(200);
    }

    [Fact]
    public async Task An_id_that_was_lost_on_the_way_means_nothing()
    {
        var (_, dlqId) = await FailAsync("safe");
        (await api.CallAsync("DELETE", "/v2/dlq/")).Expect(400);
        (await api.CallAsync("POST", "/v2/dlq/retry/")).Expect(400);
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).Expect(200);
    }

    [Fact]
    public async Task Retries_one_as_a_new_message_with_everything_the_original_had()
    {
        var published = (await api.CallAsync(
            "POST", "/v2/enqueue/retry-queue/https://example.com/a?b=c", "the body",
            ("Content-Type", "text/plain"), ("Upstash-Method", "PUT"), ("Upstash-Retries", "7"), ("Upstash-Timeout", "1s500ms"),
            ("Upstash-Retry-Delay", "1000"), ("Upstash-Label", "one,two"), ("Upstash-Forward-X-Own", "1"), ("Upstash-Redact-Fields", "body"),
            ("Upstash-Flow-Control-Key", "k"), ("Upstash-Flow-Control-Value", "rate=2"), ("Upstash-Callback", "https://example.com/cb"),
            ("Upstash-Callback-Forward-X-Cb", "2"), ("Upstash-Failure-Callback", "https://example.com/fcb"))).Expect(200).MessageId;
        var dlqId = await api.FailOrderedAsync(published, "retry-queue");
        var original = await api.StoredAsync(published);

        var answer = (await api.CallAsync("POST", $"/v2/dlq/retry/{dlqId}")).Expect(201);

        Assert.NotEqual(published, answer.MessageId);
        Assert.Equal(["messageId"], answer.Json.AsObject().Select(member => member.Key));
        var again = await api.StoredAsync(answer.MessageId);
        Assert.Equivalent(original.Spec, again.Spec, strict: true);
        Assert.Equal("the body", Encoding.UTF8.GetString(again.Body.Span));
        Assert.Equal((MessageState.Ready, 0), (again.State, again.Attempts));
        Assert.True(again.Seq > original.Seq);
        Assert.Contains(api.Bus.Published, outcome => outcome.MessageId == answer.MessageId);
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).Expect(404);
        (await api.CallAsync("POST", $"/v2/dlq/retry/{dlqId}")).ExpectError(404, dlqId);
    }

    [Fact]
    public async Task The_requests_configuration_goes_over_the_originals()
    {
        var (_, dlqId) = await FailAsync("overridden", ("Upstash-Retries", "5"), ("Upstash-Forward-X-A", "1"), ("Upstash-Redact-Fields", "body"), ("Content-Type", "text/plain"));
        var id = (await api.CallAsync(
            "POST", $"/v2/dlq/retry/{dlqId}?upstash-delay=60s&upstash-retries=9", "",
            ("Upstash-Retries", "0"), ("Upstash-Forward-X-B", "2"), ("Upstash-Redact-Fields", "header[X-B]"), ("Content-Type", "application/json"))).Expect(201).MessageId;
        var again = await api.StoredAsync(id);
        Assert.Equal(0, again.Spec.MaxRetries);
        Assert.Equal([new("Content-Type", "text/plain"), new("X-A", "1"), new("X-B", "2")], again.Spec.Headers);
        Assert.Equal((true, "X-B"), (again.Spec.Redaction!.Body, again.Spec.Redaction.Headers.Single()));
        Assert.Equal(MessageState.Scheduled, again.State);
    }

    [Fact]
    public async Task Retries_those_named_or_none_when_one_is_unknown()
    {
        var (_, first) = await FailAsync("many");
        var (_, second) = await FailAsync("many");
        (await api.CallAsync("POST", $"/v2/dlq/retry?dlqIds={first}&dlqIds=1-1")).ExpectError(404, "1-1");
        (await api.CallAsync("GET", $"/v2/dlq/{first}")).Expect(200);

        var answer = (await api.CallAsync("POST", "/v2/dlq/retry", $$"""{"dlqIds":["{{first}}","{{second}}"]}""", ("Content-Type", "application/json"))).Expect(201).Json;
        Assert.Equal(2, answer["responses"]!.AsArray().Select(response => response!["messageId"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal("", answer["cursor"]!.GetValue<string>());
    }

    [Fact]
    public async Task Retries_what_filters_find_page_by_page_and_ends_with_an_empty_cursor()
    {
        for (var i = 0; i < 3; i++)
        {
            await FailAsync("paged-retry");
        }

        var first = (await api.CallAsync("POST", "/v2/dlq/retry?label=paged-retry&count=2")).Expect(201).Json;
        Assert.Equal(2, first["responses"]!.AsArray().Count);
        var second = (await api.CallAsync("POST", $"/v2/dlq/retry?label=paged-retry&count=2&cursor={first["cursor"]}")).Expect(201).Json;
        Assert.Single(second["responses"]!.AsArray());
        Assert.Equal("", second["cursor"]!.GetValue<string>());
        Assert.Empty((await api.CallAsync("GET", "/v2/dlq?label=paged-retry")).Expect(200).Json["messages"]!.AsArray());
    }

    [Fact]
    public async Task Asking_many_times_at_once_makes_one_message()
    {
        var (_, dlqId) = await FailAsync("at-once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.CallAsync("POST", $"/v2/dlq/retry/{dlqId}")));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 201, 404 }));
        var id = Assert.Single(answers.Where(answer => answer.Status == 201).Select(answer => answer.MessageId).Distinct());
        Assert.Single(api.Bus.Published, outcome => outcome.MessageId == id && !outcome.Deduplicated);
    }

    [Fact]
    public async Task A_taken_deduplication_id_keeps_the_entry()
    {
        var taken = (await api.PublishAsync("https://example.com", "", ("Upstash-Deduplication-Id", "taken"))).Expect(200).MessageId;
        var (_, dlqId) = await FailAsync("deduplicated");
        var answer = (await api.CallAsync("POST", $"/v2/dlq/retry/{dlqId}", "", ("Upstash-Deduplication-Id", "taken"))).Expect(201);
        Assert.Equal((taken, true), (answer.MessageId, answer.Json["deduplicated"]!.GetValue<bool>()));
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).Expect(200);
    }

    [Theory]
    [InlineData("Upstash-Retries", "many", 400)]
    [InlineData("Upstash-Retries", "100000", 412)]
    [InlineData("Upstash-Callback", "nowhere", 400)]
    [InlineData("Upstash-Delay", "soon", 400)]
    [InlineData("Upstash-Cron", "* * * * *", 400)]
    [InlineData("Upstash-Deduplication-Id", "a:b", 400)]
    public async Task Refuses_configuration_that_a_publish_would_refuse(string name, string value, int status)
    {
        var (_, dlqId) = await FailAsync("refused");
        (await api.CallAsync("POST", $"/v2/dlq/retry/{dlqId}", "", (name, value))).ExpectError(status, name);
        (await api.CallAsync("POST", $"/v2/dlq/retry?dlqIds={dlqId}", "", (name, value))).ExpectError(status, name);
        (await api.CallAsync("GET", $"/v2/dlq/{dlqId}")).Expect(200);
    }

    [Fact]
    public async Task The_read_only_token_may_do_none_of_it()
    {
        var (_, dlqId) = await FailAsync("safe");
        var token = ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}");
        foreach (var (method, target) in new[] { ("DELETE", $"/v2/dlq/{dlqId}"), ("DELETE", "/v2/dlq"), ("POST", $"/v2/dlq/retry/{dlqId}"), ("POST", "/v2/dlq/retry") })
        {
            (await api.CallAsync(method, target, "", token)).Expect(403);
        }
    }

    private async Task<(string Id, string DlqId)> FailAsync(string label, params (string, string)[] headers)
    {
        var id = (await api.PublishAsync("https://example.com/dead", "body", [("Upstash-Label", label), .. headers])).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Failed, Broken, "it failed");
        var entry = (await api.CallAsync("GET", $"/v2/dlq?messageId={id}")).Expect(200).Json["messages"]!.AsArray().Single()!;
        return (id, entry["dlqId"]!.GetValue<string>());
    }
}
