using BusQStash.Client.Dlq;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Dlq;

public sealed class DlqClientTests
{
    private const string Letter = """{"messageId":"msg_1","url":"https://a","dlqId":"1-1","responseStatus":500,"responseBodyBase64":"/w=="}""";

    private readonly StubServer _server = new();

    [Fact]
    public async Task Lists_follow_the_cursor_as_far_as_they_are_read()
    {
        var client = _server.Answers($$"""{"messages":[{{Letter}},{{Letter}}],"cursor":"1-b"}""").Answers($$"""{"messages":[{{Letter}}]}""").Client();

        Assert.Equal([0xff], (await client.Dlq.ListAsync().FirstAsync()).GetResponseBody());
        Assert.Single(_server.Requests);

        _server.Answers($$"""{"messages":[],"cursor":""}""");
        Assert.Single(await client.Dlq.ListAsync(new() { ResponseStatuses = [500, 502] }, latestFirst: true).ToListAsync());
        Assert.Equal("/v2/dlq?responseStatus=500%2C502&order=latestFirst", _server.Requests[1].Target);
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_is_not_followed_for_ever()
    {
        const string page = """{"messages":[],"cursor":"1-1"}""";
        var client = _server.Answers(page).Answers(page).Client();

        await Assert.ThrowsAsync<BusQStashException>(async () => await client.Dlq.ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Deleting_several_goes_on_until_nothing_is_left()
    {
        var client = _server.Answers("""{"deleted":100,"cursor":"1-1"}""").Answers("""{"deleted":3}""").Answers("""{"deleted":1}""").Client();

        Assert.Equal(103, await client.Dlq.DeleteAsync(new DlqFilter { Labels = ["l"] }));
        Assert.Equal(1, await client.Dlq.DeleteAllAsync());
        Assert.Equal(["/v2/dlq?label=l", "/v2/dlq?label=l&cursor=1-1", "/v2/dlq"], _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Retrying_one_sends_what_shall_be_otherwise()
    {
        var message = await _server.Answers("""{"messageId":"msg_2"}""", 201).Client().Dlq.RetryAsync("1-1", new() { Retries = 0 });

        Assert.Equal("msg_2", message.MessageId);
        Assert.Equal("POST /v2/dlq/retry/1-1", $"{_server.Request.Method} {_server.Request.Target}");
        Assert.Equal("Upstash-Retries: 0", _server.Request.Upstash);
    }

    [Fact]
    public async Task Retrying_several_follows_the_cursor_to_its_empty_end()
    {
        var client = _server
            .Answers("""{"responses":[{"messageId":"msg_1"},{"messageId":"msg_2"}],"cursor":"1-1"}""", 201)
            .Answers("""{"responses":[{"messageId":"msg_3"}],"cursor":""}""", 201)
            .Client();

        Assert.Equal(["msg_1", "msg_2", "msg_3"], await client.Dlq.RetryAsync(new DlqFilter { QueueNames = ["q"] }).Select(message => message.MessageId).ToListAsync());
        Assert.Equal(["/v2/dlq/retry?queueName=q", "/v2/dlq/retry?queueName=q&cursor=1-1"], _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task An_empty_filter_never_becomes_everything()
    {
        var letters = _server.Client().Dlq;

        await Assert.ThrowsAsync<ArgumentException>(() => letters.DeleteAsync(new DlqFilter()));
        Assert.Throws<ArgumentException>(() => letters.RetryAsync(new DlqFilter()));
        await Assert.ThrowsAsync<ArgumentException>(() => letters.DeleteAsync(""));
        Assert.Empty(_server.Requests);
    }
}
