using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Events;

public sealed class EventEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Tells_the_story_of_a_message_newest_first()
    {
        var id = (await api.PublishAsync("https://example.com/story", "text")).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Delivered, new ResponseRecord(200, [new("X-A", "1")], "fine"u8.ToArray(), false));
        var states = await StatesAsync($"messageId={id}");
        Assert.Equal("DELIVERED", states[0]);
        Assert.Equal("CREATED", states[^1]);
        Assert.Equal(Enumerable.Reverse(states), await StatesAsync($"messageIds={id}&order=earliestFirst"));
    }

    [Fact]
    public async Task Shows_the_documented_members_under_every_clients_names()
    {
        var id = (await api.PublishAsync(
            "https://example.com/members",
            "text",
            ("Upstash-Forward-X-F", "f"),
            ("Upstash-Label", "a,b"),
            ("Upstash-Retry-Delay", "1000"),
            ("Upstash-Timeout", "5s"),
            ("Upstash-Callback", "https://cb.example"),
            ("Upstash-Callback-Forward-X-C", "c"))).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Retrying, new ResponseRecord(503, [new("X-A", "1")], "busy"u8.ToArray(), false), "no luck");
        var error = Assert.Single(await ListAsync($"messageId={id}&state=ERROR"))!;
        Assert.Equal("https://example.com/members", Text(error, "url"));
        Assert.Equal("no luck", Text(error, "error"));
        Assert.Equal("text", Encoding.UTF8.GetString(Convert.FromBase64String(Text(error, "body"))));
        Assert.Equal("busy", Encoding.UTF8.GetString(Convert.FromBase64String(Text(error, "responseBody"))));
        Assert.Equal(503, error["responseStatus"]!.GetValue<int>());
        Assert.Equal("""{"X-A":["1"]}""", error["responseHeaders"]!.ToJsonString());
        Assert.Equal("""{"X-A":["1"]}""", error["responseHeader"]!.ToJsonString());
        Assert.Equal("""{"X-F":["f"]}""", error["header"]!.ToJsonString());
        Assert.Equal("""{"X-C":["c"]}""", error["callbackHeaders"]!.ToJsonString());
        Assert.Equal(("1000", "1000"), (Text(error, "retryDelayExpression"), Text(error, "retryDelayExpr")));
        Assert.Equal(5000, error["timeout"]!.GetValue<int>());
        Assert.Equal(("a", """["a","b"]"""), (Text(error, "label"), error["labels"]!.ToJsonString()));
        Assert.True(error["time"]!.GetValue<long>() > 1_700_000_000_000);
        Assert.Contains(await ListAsync($"messageId={id}&state=RETRY"), entry => entry!["nextDeliveryTime"] is not null);
    }

    [Fact]
    public async Task Hides_what_is_to_be_hidden()
    {
        var id = (await api.PublishAsync("https://example.com", "secret", ("Upstash-Forward-X", "hidden"), ("Upstash-Redact-Fields", "body,headers"))).Expect(200).MessageId;
        var answer = (await api.CallAsync("GET", $"/v2/logs?messageId={id}")).Expect(200);
        Assert.StartsWith("REDACTED:", answer.Json["logs"]![0]!["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("REDACTED:", answer.Json["logs"]![0]!["header"]!["X"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("secret"u8), answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_two_paths_differ_in_one_member()
    {
        Assert.Null((await api.CallAsync("GET", "/v2/events")).Expect(200).Json["logs"]);
        var logs = (await api.CallAsync("GET", "/v2/logs")).Expect(200).Json;
        Assert.Equal(logs["events"]!.ToJsonString(), logs["logs"]!.ToJsonString());
    }

    [Fact]
    public async Task Lists_every_entry_once_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            (await api.PublishAsync($"https://example.com/page/{i}", "", ("Upstash-Label", "paged"))).Expect(200);
        }

        List<string> urls = [];
        string? cursor = null;
        do
        {
            var page = (await api.CallAsync("GET", $"/v2/events?label=paged&count=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(200).Json;
            urls.AddRange(page["events"]!.AsArray().Select(entry => Text(entry!, "url")));
            cursor = page["cursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 5).Reverse().Select(i => $"https://example.com/page/{i}"), urls);
    }

    [Theory]
    [InlineData("messageId=1")]
    [InlineData("messageIds=msg_none,2")]
    [InlineData("queueName=no%20queue")]
    [InlineData("scheduleId=a/b")]
    [InlineData("topicName=%F0%9F%98%80")]
    [InlineData("flowControlKey=a:b")]
    public async Task What_can_be_no_id_finds_nothing(string filter)
    {
        (await api.PublishAsync("https://example.com")).Expect(200);
        Assert.Empty(await ListAsync(filter));
    }

    [Fact]
    public async Task A_page_has_a_thousand_entries_where_old_clients_read_and_a_hundred_where_the_documentation_does()
    {
        var items = string.Join(',', Enumerable.Repeat("""{"destination":"https://example.com/many","headers":{"Upstash-Label":"usual"}}""", 101));
        (await api.CallAsync("POST", "/v2/batch", $"[{items}]")).Expect(200);
        var events = (await api.CallAsync("GET", "/v2/events?label=usual")).Expect(200).Json;
        Assert.Equal((101, null), (events["events"]!.AsArray().Count, events["cursor"]));
        var logs = (await api.CallAsync("GET", "/v2/logs?label=usual")).Expect(200).Json;
        Assert.Equal(100, logs["logs"]!.AsArray().Count);
        Assert.NotNull(logs["cursor"]);
    }

    [Fact]
    public async Task Knows_both_spellings_of_canceled_and_what_is_in_progress()
    {
        var id = (await api.PublishAsync("https://example.com")).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Retrying);
        (await api.CallAsync("DELETE", $"/v2/messages/{id}")).Expect(202);
        Assert.Equal(["CANCELED"], await StatesAsync($"messageId={id}&state=CANCELLED"));
        Assert.Equal(["CANCELED"], await StatesAsync($"messageId={id}&state=canceled"));
        Assert.Equal(["CANCEL_REQUESTED", "CREATED"], (await StatesAsync($"messageId={id}&state=CREATED,CANCEL_REQUESTED")));
        Assert.All(await StatesAsync($"messageId={id}&state=IN_PROGRESS"), state => Assert.Contains(state, new[] { "ACTIVE", "RETRY", "ERROR" }));
        Assert.NotEmpty(await StatesAsync($"messageId={id}&state=IN_PROGRESS"));
    }

    [Fact]
    public async Task Lists_only_entries_that_match_the_filters()
    {
        var id = (await api.PublishAsync(
            "https://Narrow.example.com:8443/some/path?query=1", "", ("Upstash-Label", "narrow"), ("Upstash-Flow-Control-Key", "narrow"),
            ("Upstash-Flow-Control-Value", "parallelism=1"))).Expect(200).MessageId;
        foreach (var filter in new[]
        {
            "host=narrow.example.com:8443", "host=NARROW.example.com:8443,other.example.com", "path=/some/path", "flowControlKey=narrow&path=/some/path",
            "label=other&label=narrow", $"messageIds={id}&label=other", "callerIp=127.0.0.1&label=narrow", "callerIP=::ffff:127.0.0.1&label=narrow",
        })
        {
            Assert.Equal(id, Text(Assert.Single(await ListAsync(filter))!, "messageId"));
        }

        foreach (var filter in new[] { "host=narrow.example.com", "path=/some", "label=narrow&scheduleId=s", "label=narrow&callerIp=203.0.113.7", $"messageId={id}&host=other" })
        {
            Assert.Empty(await ListAsync(filter));
        }
    }

    [Theory]
    [InlineData("state=ASLEEP", "state")]
    [InlineData("count=-1", "count")]
    [InlineData("cursor=12", "cursor")]
    [InlineData("cursor=12-x", "cursor")]
    [InlineData("cursor=1790000000000-1790000000000-1", "cursor")]
    [InlineData("count=1001", "count")]
    [InlineData("callerIP=here", "callerIp")]
    [InlineData("groupBy=workflowRunId", "groupBy")]
    [InlineData("toDate=x", "toDate")]
    [InlineData("order=up", "order")]
    [InlineData("fromDate=x", "fromDate")]
    public async Task Refuses_what_it_does_not_understand(string query, string names) =>
        (await api.CallAsync("GET", $"/v2/events?{query}")).ExpectError(400, names);

    private async Task<List<string>> StatesAsync(string query) => [.. (await ListAsync(query)).Select(entry => Text(entry!, "state"))];

    private async Task<JsonArray> ListAsync(string query) => (await api.CallAsync("GET", $"/v2/events?{query}")).Expect(200).Json["events"]!.AsArray();

    private static string Text(JsonNode entry, string member) => entry[member]!.GetValue<string>();
}
