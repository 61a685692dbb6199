using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Dlq;

public sealed class DlqEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly ResponseRecord Broken = new(500, [new("x-why", "because"), new("X-Why", "again")], "broken"u8.ToArray(), false);

    [Fact]
    public async Task Shows_the_message_and_its_last_answer()
    {
        var id = await FailAsync("https://example.com/shown", Broken, ("Upstash-Label", "shown"));
        var entry = Assert.Single(await ListAsync($"messageId={id}"))!;
        Assert.Equal(id, Text(entry, "messageId"));
        Assert.Equal("https://example.com/shown", Text(entry, "url"));
        Assert.Equal(500, entry["responseStatus"]!.GetValue<int>());
        Assert.Equal("""{"X-Why":["because","again"]}""", entry["responseHeader"]!.ToJsonString());
        Assert.Equal("broken", Text(entry, "responseBody"));
        foreach (var member in new[] { "method", "maxRetries", "notBefore", "createdAt", "label", "labels" })
        {
            Assert.NotNull(entry[member]);
        }

        var one = (await api.CallAsync("GET", $"/v2/dlq/{Text(entry, "dlqId")}")).Expect(200);
        Assert.Equal(entry.ToJsonString(), one.Json.ToJsonString());
    }

    [Fact]
    public async Task A_message_nobody_answered_has_status_0()
    {
        var id = await FailAsync("https://example.com/mute", null);
        var entry = Assert.Single(await ListAsync($"messageId={id}"))!;
        Assert.Equal(0, entry["responseStatus"]!.GetValue<int>());
        Assert.Null(entry["responseBody"]);
        Assert.Null(entry["responseHeader"]);
    }

    [Fact]
    public async Task Pages_through_in_both_orders()
    {
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await FailAsync($"https://example.com/page/{i}", Broken, ("Upstash-Label", "paged")));
        }

        Assert.Equal(ids, await PageAsync("label=paged&count=2"));
        Assert.Equal(Enumerable.Reverse(ids), await PageAsync("label=paged&count=2&order=latestFirst"));
        Assert.Null((await api.CallAsync("GET", "/v2/dlq?label=paged&count=5")).Expect(200).Json["cursor"]);
    }

    [Fact]
    public async Task Lists_only_dead_letters_that_match_the_filters()
    {
        var id = await FailAsync("https://example.com/filter,with,commas", new ResponseRecord(418, [], default, false), ("Upstash-Label", "narrow"), ("Upstash-Flow-Control-Key", "narrow"), ("Upstash-Flow-Control-Value", "parallelism=1"));
        var entry = Assert.Single(await ListAsync("label=narrow"))!;
        foreach (var filter in new[]
        {
            $"dlqIds={Text(entry, "dlqId")}", "responseStatus=418", "responseStatus=417,418", "url=https://example.com/filter,with,commas",
            "label=other&label=narrow", "label=other,narrow", $"messageId={id}", $"messageIds=msg_none,{id}", "flowControlKey=narrow", $"fromDate={entry["createdAt"]}&label=narrow",
        })
        {
            Assert.Equal(id, Text(Assert.Single(await ListAsync(filter))!, "messageId"));
        }

        foreach (var filter in new[] { "responseStatus=417", "label=narrow&toDate=1000", "label=narrow&queueName=q", "label=narrow&topicName=t", "label=narrow&scheduleId=s", "label=narrow&flowControlKey=f", "label=narrow&callerIp=203.0.113.7", "label=narrow&callerIP=203.0.113.7", "url=https://example.com/filter" })
        {
            Assert.Empty(await ListAsync(filter));
        }
    }

    [Theory]
    [InlineData("host=example.com", "host")]
    [InlineData("path=/x", "path")]
    [InlineData("source=elsewhere", "source")]
    [InlineData("count=0", "count")]
    [InlineData("count=many", "count")]
    [InlineData("order=random", "order")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=1790000000000-12", "cursor")]
    [InlineData("callerIp=here", "callerIp")]
    [InlineData("url=example.com", "url")]
    [InlineData("fromDate=yesterday", "fromDate")]
    [InlineData("toDate=-1", "toDate")]
    [InlineData("responseStatus=bad", "responseStatus")]
    public async Task Refuses_what_it_does_not_understand(string query, string names) =>
        (await api.CallAsync("GET", $"/v2/dlq?{query}")).ExpectError(400, names);

    [Fact]
    public async Task Counts_up_to_100_and_ignores_the_unknown()
    {
        (await api.CallAsync("GET", "/v2/dlq?count=100&api=x&what=ever")).Expect(200);
        (await api.CallAsync("GET", "/v2/dlq?count=101")).ExpectError(400, "count");
    }

    [Fact]
    public async Task Ids_of_entries_leave_other_filters_aside()
    {
        var id = await FailAsync("https://example.com/named", Broken);
        var entry = Assert.Single(await ListAsync($"messageId={id}"))!;
        Assert.Single(await ListAsync($"dlqIds={Text(entry, "dlqId")}&label=other&responseStatus=404"));
    }

    [Fact]
    public async Task There_is_nothing_of_workflows()
    {
        await FailAsync("https://example.com/plain", Broken);
        Assert.Empty(await ListAsync("source=workflow"));
    }

    [Fact]
    public async Task An_unknown_entry_is_404() => (await api.CallAsync("GET", "/v2/dlq/1-1")).ExpectError(404, "1-1");

    private async Task<string> FailAsync(string destination, ResponseRecord? response, params (string, string)[] headers)
    {
        var id = (await api.PublishAsync(destination, "body", headers)).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Failed, response, "it failed");
        return id;
    }

    private async Task<JsonArray> ListAsync(string query) => (await api.CallAsync("GET", $"/v2/dlq?{query}")).Expect(200).Json["messages"]!.AsArray();

    private async Task<List<string>> PageAsync(string query)
    {
        List<string> ids = [];
        string? cursor = null;
        do
        {
            var page = (await api.CallAsync("GET", $"/v2/dlq?{query}{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(200).Json;
            ids.AddRange(page["messages"]!.AsArray().Select(entry => Text(entry!, "messageId")));
            cursor = page["cursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return ids;
    }

    private static string Text(JsonNode entry, string member) => entry[member]!.GetValue<string>();
}
