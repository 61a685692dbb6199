using System.Globalization;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class BulkCancelTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Cancels_those_named_and_counts_only_these()
    {
        var first = await DelayedAsync("named");
        var second = await DelayedAsync("named");
        var third = await DelayedAsync("named");
        Assert.Equal("""{"cancelled":1}""", (await api.CallAsync("DELETE", $"/v2/messages?messageIds={first},msg_unknown&count=100")).Expect(200).Text);
        var body = $$"""{"messageIds":["{{second}}","{{third}}","{{first}}"]}""";
        Assert.Equal("""{"cancelled":2}""", (await api.CallAsync("DELETE", "/v2/messages", body)).Expect(200).Text);
        Assert.Contains(api.Bus.Posted, entry => entry.Id == $"{third}/canceled");
    }

    [Fact]
    public async Task Ids_go_before_filters_and_an_empty_list_of_them_means_nobody()
    {
        var id = await DelayedAsync("ids-first");
        var other = await DelayedAsync("ids-first");
        Assert.Equal("""{"cancelled":1}""", (await api.CallAsync("DELETE", $"/v2/messages?messageIds={id}&label=ids-first")).Expect(200).Text);
        Assert.Equal("""{"cancelled":0}""", (await api.CallAsync("DELETE", "/v2/messages", """{"messageIds":[]}""")).Expect(200).Text);
        Assert.Equal("""{"cancelled":0}""", (await api.CallAsync("DELETE", "/v2/messages?messageIds=")).Expect(200).Text);
        (await api.CallAsync("GET", $"/v2/messages/{other}")).Expect(200);
    }

    [Theory]
    [InlineData("""{"messageIds":["\ud800"]}""")]
    [InlineData("""{"messageIds":["msg_\ud800","no id at all"]}""")]
    [InlineData("""{"label":"\udc00"}""")]
    [InlineData("""{"LABEL":"none","MessageIDs":[]}""")]
    public async Task What_can_be_no_id_and_half_a_character_select_nothing(string body)
    {
        var id = await DelayedAsync("safe");
        Assert.Equal("""{"cancelled":0}""", (await api.CallAsync("DELETE", "/v2/messages", body)).Expect(200).Text);
        (await api.CallAsync("DELETE", "/v2/messages", """{"\udc00":"a"}""")).ExpectError(400, "unknown parameter");
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200);
    }

    [Theory]
    [InlineData("?label={0}&count=1", "", 1)]
    [InlineData("?label={0}&count=2&async=false", "", 2)]
    [InlineData("", """{{"label":"{0}","count":2}}""", 2)]
    [InlineData("", """{{"Label":["{0}"],"COUNT":"1"}}""", 1)]
    [InlineData("?host=counted.example&label={0}&count=2", "", 2)]
    [InlineData("?messageIds={1}&count=2", "", 2)]
    [InlineData("?label={0}&count=501", "", 3)]
    [InlineData("?label={0}&count=100", "", 3)]
    [InlineData("?label={0}", "", 3)]
    public async Task A_bound_somebody_wrote_is_kept_to_and_the_hundred_of_the_sdks_means_all(string query, string body, int canceled)
    {
        var label = $"counted-{Guid.CreateVersion7():N}";
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await api.PublishAsync("https://counted.example/a", "", ("Upstash-Delay", "600s"), ("Upstash-Label", label))).Expect(200).MessageId);
        }

        var (target, content) = (string.Format(CultureInfo.InvariantCulture, query, label, string.Join(',', ids)), string.Format(CultureInfo.InvariantCulture, body, label));
        Assert.Equal($$"""{"cancelled":{{canceled}}}""", (await api.CallAsync("DELETE", $"/v2/messages{target}", content)).Expect(200).Text);
        var left = 0;
        foreach (var id in ids)
        {
            left += (await api.CallAsync("GET", $"/v2/messages/{id}")).Status == 200 ? 1 : 0;
        }

        Assert.Equal(3 - canceled, left);
    }

    [Fact]
    public async Task A_message_that_was_gone_already_takes_no_place_in_the_bound()
    {
        var first = await DelayedAsync("bound");
        var second = await DelayedAsync("bound");
        (await api.CallAsync("DELETE", $"/v2/messages/{first}")).Expect(202);
        Assert.Equal("""{"cancelled":1}""", (await api.CallAsync("DELETE", $"/v2/messages?messageIds={first},msg_unknown,{second}&count=1")).Expect(200).Text);
    }

    [Theory]
    [InlineData("url=https://filter.example/a/b?c=d")]
    [InlineData("host=filter.example")]
    [InlineData("path=/a/b")]
    [InlineData("host=filter.example&path=/a/b&label=every-filter")]
    [InlineData("label=other,every-filter")]
    [InlineData("queueName=filter-queue")]
    [InlineData("flowControlKey=filter-key")]
    [InlineData("callerIp=127.0.0.1&label=every-filter")]
    [InlineData("callerIP=127.0.0.1&label=every-filter")]
    [InlineData("fromDate=1&toDate=99999999999999&label=every-filter&count=1&async=false")]
    public async Task Cancels_what_a_filter_finds(string query)
    {
        var id = (await api.CallAsync(
            "POST", "/v2/enqueue/filter-queue/https://filter.example/a/b?c=d", "", ("Upstash-Delay", "600s"), ("Upstash-Label", "every-filter"),
            ("Upstash-Flow-Control-Key", "filter-key"), ("Upstash-Flow-Control-Value", "rate=1"))).Expect(200).MessageId;
        var other = await DelayedAsync("other-one");
        Assert.Equal("""{"cancelled":1}""", (await api.CallAsync("DELETE", $"/v2/messages?{query}")).Expect(200).Text);
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(404);
        (await api.CallAsync("GET", $"/v2/messages/{other}")).Expect(200);
        Assert.Contains(api.Bus.Announced, change => change.QueueName == "filter-queue");
        Assert.Contains(api.Bus.Posted, entry => entry.Id == $"{id}/canceled");
    }

    [Theory]
    [InlineData("url=https://nowhere.example")]
    [InlineData("host=nowhere.example")]
    [InlineData("path=/nowhere")]
    [InlineData("topicName=none")]
    [InlineData("queueName=none")]
    [InlineData("label=none")]
    [InlineData("flowControlKey=none")]
    [InlineData("scheduleId=none")]
    [InlineData("callerIp=9.9.9.9")]
    [InlineData("fromDate=99999999999999")]
    [InlineData("toDate=1")]
    public async Task A_filter_that_finds_nothing_cancels_nothing(string query)
    {
        var id = await DelayedAsync("safe");
        Assert.Equal("""{"cancelled":0}""", (await api.CallAsync("DELETE", $"/v2/messages?{query}")).Expect(200).Text);
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200);
    }

    [Theory]
    [InlineData("?lable=x", "", "lable")]
    [InlineData("?urlGroup=x", "", "urlGroup")]
    [InlineData("?messageId=msg_x", "", "messageId")]
    [InlineData("?all=true", "", "all")]
    [InlineData("?label=", "", "label")]
    [InlineData("?label=x&queueName=", "", "queueName")]
    [InlineData("?async=maybe", "", "async")]
    [InlineData("?label=x&count=0", "", "count")]
    [InlineData("?label=x&count=-1", "", "count")]
    [InlineData("?label=x&count=one", "", "count")]
    [InlineData("?label=x&count=", "", "count")]
    [InlineData("?url=nowhere", "", "url")]
    [InlineData("?callerIp=here", "", "callerIp")]
    [InlineData("?fromDate=yesterday", "", "fromDate")]
    [InlineData("?toDate=-1", "", "toDate")]
    [InlineData("", "{\"filter\":{\"label\":\"x\"}}", "filter")]
    [InlineData("", "{\"messageIds\":null}", "messageIds")]
    [InlineData("", "{\"label\":[\"\"]}", "label")]
    [InlineData("", "[]", "object")]
    [InlineData("", "\"msg_x\"", "object")]
    [InlineData("", "label=x", "JSON")]
    [InlineData("?label=x", "{\"label\":\"y\"}", "label")]
    public async Task Refuses_what_might_mean_everything_by_mistake(string query, string body, string names)
    {
        var id = await DelayedAsync("safe");
        (await api.CallAsync("DELETE", $"/v2/messages{query}", body)).ExpectError(400, names);
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200);
    }

    [Fact]
    public async Task An_id_that_was_lost_on_the_way_means_nothing()
    {
        var id = await DelayedAsync("safe");
        (await api.CallAsync("DELETE", "/v2/messages/")).Expect(400);
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200);
    }

    [Fact]
    public async Task The_read_only_token_may_not() =>
        (await api.CallAsync("DELETE", "/v2/messages?label=x", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(403);

    private async Task<string> DelayedAsync(string label) =>
        (await api.PublishAsync("https://example.com", "", ("Upstash-Delay", "600s"), ("Upstash-Label", label))).Expect(200).MessageId;
}
