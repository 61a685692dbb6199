using BusQStash.Client.Events;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Events;

public sealed class LogClientTests
{
    private readonly StubServer _server = new();

    [Theory]
    [InlineData("CREATED", LogState.Created)]
    [InlineData("CANCEL_REQUESTED", LogState.CancelRequested)]
    [InlineData("CANCELED", LogState.Canceled)]
    [InlineData("CANCELLED", LogState.Canceled)]
    [InlineData("SOMETHING_NEW", LogState.Unknown)]
    public async Task Reads_every_spelling_of_a_state(string text, LogState state)
    {
        var client = _server.Answers($$"""{"events":[{"time":1700000000000,"messageId":"msg_1","state":"{{text}}","url":"https://a"}]}""").Client();

        Assert.Equal(state, (await client.Logs.ListAsync().SingleAsync()).State);
    }

    [Fact]
    public async Task The_live_feed_goes_on_behind_the_last_entry_when_its_connection_ends()
    {
        const string first =
            "event: ping\ndata: {\"at\":1}\n\n"
            + "id: 5-1\nevent: entry\ndata: {\"id\":\"5-1\",\"time\":5,\"messageId\":\"msg_1\",\"state\":\"CREATED\",\"url\":\"https://a\"}\n\n"
            + "event: skipped\ndata: {\"count\":7}\n\n";
        const string second = "event: newer\ndata: x\n\nid: 6-2\nevent: entry\ndata: {\"id\":\"6-2\",\"time\":6,\"messageId\":\"msg_2\",\"state\":\"FAILED\",\"url\":\"https://a\"}\n\n";
        var server = new StubServer();
        var logs = server.Answers(first).Answers(second).Client().Logs;

        var news = await logs.WatchAsync(new LogFilter { States = [LogState.Failed] }).Take(3).ToListAsync();

        Assert.Equal(["msg_1", null, "msg_2"], news.Select(one => one.Entry?.MessageId));
        Assert.Equal([0, 7, 0], news.Select(one => one.Skipped));
        Assert.Equal(["/busqstash/live?state=FAILED", "/busqstash/live?state=FAILED"], server.Requests.Select(request => request.Target));
        Assert.False(server.Requests[0].Headers.ContainsKey("Last-Event-ID"));
        Assert.Equal("5-1", server.Requests[1].Headers["Last-Event-ID"]);
    }

    [Fact]
    public async Task Sends_every_filter()
    {
        var filter = new LogFilter { MessageIds = ["a", "b"], States = [LogState.InProgress, LogState.CancelRequested], Hosts = ["h"], CallerIps = ["1.2.3.4"], To = DateTimeOffset.UnixEpoch };
        await _server.Answers("""{"events":[]}""").Client().Logs.ListPageAsync(filter, "1-1", 10, earliestFirst: true);

        Assert.Equal(
            "/v2/events?messageIds=a%2Cb&state=IN_PROGRESS%2CCANCEL_REQUESTED&host=h&callerIp=1.2.3.4&toDate=0&cursor=1-1&count=10&order=earliestFirst",
            _server.Request.Target);
    }
}
