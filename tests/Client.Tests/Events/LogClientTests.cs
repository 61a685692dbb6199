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
    public async Task Sends_every_filter()
    {
        var filter = new LogFilter { MessageIds = ["a", "b"], States = [LogState.InProgress, LogState.CancelRequested], Hosts = ["h"], CallerIps = ["1.2.3.4"], To = DateTimeOffset.UnixEpoch };
        await _server.Answers("""{"events":[]}""").Client().Logs.ListPageAsync(filter, "1-1", 10, earliestFirst: true);

        Assert.Equal(
            "/v2/events?messageIds=a%2Cb&state=IN_PROGRESS%2CCANCEL_REQUESTED&host=h&callerIp=1.2.3.4&toDate=0&cursor=1-1&count=10&order=earliestFirst",
            _server.Request.Target);
    }
}
