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
    [InlineData("""{"\udc00":"a"}""")]
    public async Task Half_a_character_selects_nothing(string body) => (await api.CallAsync("DELETE", "/v2/messages", body)).ExpectError(400, "half");

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
