using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.Server;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Server;

public sealed class ServerClientTests
{
    private readonly StubServer _server = new();

    [Fact]
    public async Task Lists_of_queues_and_messages_follow_the_cursor()
    {
        const string queue = """{"name":"orders","standing":{"reason":"paused","facts":{"since":1},"also":[{"reason":"head_in_backoff","facts":{}}]}}""";
        const string message = """{"messageId":"msg_1","state":"RETRYING","url":"https://a","place":7}""";
        var server = _server
            .Answers($$"""{"items":[{{queue}}],"cursor":"c"}""").Answers("""{"items":[]}""")
            .Answers($$"""{"items":[{{message}}]}""").Answers($$"""{"items":[{{message}}]}""")
            .Client().Server;

        var listed = Assert.Single(await server.ListQueuesAsync("ord", QueueOrder.Lag).ToListAsync());
        Assert.Equal(7, Assert.Single(await server.ListQueueMessagesAsync("orders").ToListAsync()).Place);
        await server.ListMessagesAsync(new PendingMessageFilter { States = ["RETRYING"], UrlPrefix = "https://a", QueueNames = ["q"] }).ToListAsync();

        Assert.Equal(("paused", 1, "head_in_backoff"), (listed.Standing.Reason, listed.Standing.Facts.GetProperty("since").GetInt32(), listed.Standing.Also[0].Reason));
        Assert.Equal(
            [
                "/busqstash/queues?search=ord&sort=lag", "/busqstash/queues?search=ord&sort=lag&cursor=c", "/busqstash/queues/orders/messages",
                "/busqstash/messages?state=RETRYING&queueName=q&urlPrefix=https%3A%2F%2Fa",
            ],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Counts_and_facets_take_the_filters_of_their_lists()
    {
        const string count = """{"count":10000,"capped":true}""";
        const string facets = """{"items":[{"field":"host","values":[{"value":"a","count":3,"firstAt":1,"lastAt":2}]}],"rows":5000,"capped":true}""";
        var server = _server.Answers(count).Answers(count).Answers(facets).Answers(facets).Client().Server;

        Assert.Equal(new EntryCount(10_000, true), await server.CountLogsAsync(new LogFilter { States = [LogState.Failed] }));
        await server.CountDeadLettersAsync(new DlqFilter { ResponseStatuses = [500] });
        Assert.Equal(new FacetValue("a", 3, DateTimeOffset.FromUnixTimeMilliseconds(1), DateTimeOffset.FromUnixTimeMilliseconds(2)), (await server.GetLogFacetsAsync()).Items[0].Values[0]);
        Assert.Empty((await server.GetDeadLetterFacetsAsync()).Groups);

        Assert.Equal(
            ["/busqstash/logs/count?state=FAILED", "/busqstash/dlq/count?responseStatus=500", "/busqstash/logs/facets", "/busqstash/dlq/facets"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Bulk_actions_are_begun_with_their_filter_and_never_with_none()
    {
        const string started = """{"actionId":"act_1"}""";
        var actions = _server.Answers(started, 202).Answers(started, 202).Answers("").Client().BulkActions;

        Assert.Equal("act_1", await actions.StartRetryAsync(new DlqFilter { ResponseStatuses = [500, 503] }, new() { Retries = 3 }, DateTimeOffset.FromUnixTimeMilliseconds(5)));
        await actions.StartDeleteAsync(new DlqFilter { QueueNames = ["q"] });
        await actions.StopAsync("act_1");

        Assert.Equal("""{"kind":"dlqRetry","filter":{"responseStatus":["500,503"]},"toDate":5,"overrides":{"retries":3}}""", _server.Requests[0].Text);
        Assert.Equal("""{"kind":"dlqDelete","filter":{"queueName":["q"]}}""", _server.Requests[1].Text);
        Assert.Equal("POST /busqstash/bulkActions/act_1/stop", $"{_server.Requests[2].Method} {_server.Requests[2].Target}");
        await Assert.ThrowsAsync<ArgumentException>(() => actions.StartRetryAsync(new DlqFilter()));
        await Assert.ThrowsAsync<ArgumentException>(() => actions.StartDeleteAsync(new DlqFilter()));
        await Assert.ThrowsAsync<ArgumentException>(() => actions.StartCancelAsync(new()));
        Assert.Equal(3, _server.Requests.Count);
    }
}
