using BusQStash.Client.Messages;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Messages;

public sealed class MessageClientTests
{
    private readonly StubServer _server = new();

    [Fact]
    public async Task Cancelling_several_sends_every_filter()
    {
        var filter = new MessageFilter
        {
            Urls = ["https://a/?x=1&y=2"],
            Hosts = ["a:80"],
            Paths = ["/p q"],
            TopicNames = ["t"],
            QueueNames = ["q1", "q2"],
            Labels = ["l"],
            FlowControlKeys = ["f"],
            ScheduleIds = ["s"],
            CallerIps = ["::1"],
            From = DateTimeOffset.FromUnixTimeMilliseconds(1),
            To = DateTimeOffset.FromUnixTimeMilliseconds(2),
            Count = 7,
        };

        Assert.Equal(5, await _server.Answers("""{"cancelled":5}""").Client().Messages.CancelAsync(filter));
        Assert.Equal("DELETE", _server.Request.Method);
        Assert.Equal(
            "/v2/messages?url=https%3A%2F%2Fa%2F%3Fx%3D1%26y%3D2&host=a%3A80&path=%2Fp%20q&topicName=t&queueName=q1%2Cq2&label=l&flowControlKey=f&scheduleId=s&callerIp=%3A%3A1&fromDate=1&toDate=2&count=7",
            _server.Request.Target);
    }

    [Fact]
    public async Task Cancelling_by_id_and_cancelling_everything()
    {
        var client = _server.Answers("""{"cancelled":2}""").Answers("""{"cancelled":9}""").Client();

        Assert.Equal(2, await client.Messages.CancelAsync(new MessageFilter { MessageIds = ["msg_1", "msg_2"] }));
        Assert.Equal(9, await client.Messages.CancelAllAsync());
        Assert.Equal(["/v2/messages?messageIds=msg_1%2Cmsg_2", "/v2/messages"], _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Cancelling_in_the_background_gives_the_action()
    {
        Assert.Equal("act_1", await _server.Answers("""{"actionId":"act_1","cancelled":3}""").Client().Messages.StartCancelAsync(new() { Labels = ["l"] }));
        Assert.Equal("/v2/messages?label=l&async=true", _server.Request.Target);
    }

    [Fact]
    public async Task A_lost_id_or_filter_never_becomes_everything()
    {
        var messages = _server.Client().Messages;

        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(".."));
        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(new MessageFilter()));
        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(new MessageFilter { Count = 5 }));
        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(new MessageFilter { Labels = ["b"], Count = 100 }));
        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(new MessageFilter { Labels = ["b"], Count = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => messages.CancelAsync(new MessageFilter { MessageIds = ["a"], Labels = ["b"] }));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Running_now_has_its_path()
    {
        await _server.Answers("""{"messageId":"msg_1"}""").Client().Messages.RunNowAsync("msg_1");

        Assert.Equal("POST /v2/messages/msg_1/retry", $"{_server.Request.Method} {_server.Request.Target}");
    }
}
