using System.Text;
using System.Text.Json;
using BusQStash.Client.Publishing;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Publishing;

public sealed class PublishTests
{
    private const string Accepted = """{"messageId":"msg_1","url":"https://example.com/hook"}""";

    private readonly StubServer _server = new();

    [Fact]
    public async Task Sends_the_body_with_its_type_and_reads_the_id()
    {
        var result = await _server.Answers(Accepted).Client().PublishJsonAsync("https://example.com/hook", new { Hello = "world" });

        Assert.Equal("msg_1", result.MessageId);
        Assert.False(result.Deduplicated);
        Assert.Equal("POST", _server.Request.Method);
        Assert.Equal("""{"hello":"world"}""", _server.Request.Text);
        Assert.Equal("application/json", _server.Request.Header("Content-Type"));
        Assert.Equal("Bearer token", _server.Request.Header("Authorization"));
    }

    [Fact]
    public async Task Options_become_the_headers_of_the_contract()
    {
        var options = new PublishOptions
        {
            Method = HttpMethod.Put,
            Timeout = TimeSpan.FromMilliseconds(2500),
            Retries = 5,
            RetryDelay = "1000 * pow(2, retried)",
            Delay = TimeSpan.FromHours(1),
            NotBefore = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500),
            Headers = new Dictionary<string, string> { ["X-Trace"] = "1" },
            ContentType = "text/csv",
            Callback = new CallbackOptions("https://example.com/done")
            {
                Method = HttpMethod.Patch,
                Retries = 1,
                Delay = TimeSpan.FromSeconds(3),
                Headers = new Dictionary<string, string> { ["X-Key"] = "k" },
                FailureCallback = "https://example.com/lost",
            },
            FailureCallback = "https://example.com/failed",
            DeduplicationId = "order-1",
            ContentBasedDeduplication = true,
            Labels = ["a", "b"],
            FlowControl = new FlowControlLimits("key") { Parallelism = 2, Rate = 10, Period = TimeSpan.FromMinutes(1) },
            Redact = new Redaction { Body = true, Headers = ["Authorization"] },
        };
        await _server.Answers(Accepted).Client().PublishAsync("https://example.com/hook", "a;b", options);

        Assert.Equal(
            """
            Upstash-Callback: https://example.com/done
            Upstash-Callback-Delay: 3s
            Upstash-Callback-Failure-Callback: https://example.com/lost
            Upstash-Callback-Forward-X-Key: k
            Upstash-Callback-Method: PATCH
            Upstash-Callback-Retries: 1
            Upstash-Content-Based-Deduplication: true
            Upstash-Deduplication-Id: order-1
            Upstash-Delay: 3600s
            Upstash-Failure-Callback: https://example.com/failed
            Upstash-Flow-Control-Key: key
            Upstash-Flow-Control-Value: parallelism=2, rate=10, period=60s
            Upstash-Forward-X-Trace: 1
            Upstash-Label: a,b
            Upstash-Method: PUT
            Upstash-Not-Before: 1700000000.5
            Upstash-Redact-Fields: body,headers[Authorization]
            Upstash-Retries: 5
            Upstash-Retry-Delay: 1000 * pow(2, retried)
            Upstash-Timeout: 2.5s
            """.ReplaceLineEndings("\n"),
            _server.Request.Upstash);
        Assert.Equal("text/csv", _server.Request.Header("Content-Type"));
    }

    [Theory]
    [InlineData("https://example.com/a//b/../c?x=%41&upstash-retries=9#part", "https%3A%2F%2Fexample.com%2Fa%2F%2Fb%2F..%2Fc%3Fx%3D%2541%26upstash-retries%3D9%23part")]
    [InlineData("https://exämple.com/ü b", "https%3A%2F%2Fex%C3%A4mple.com%2F%C3%BC%20b")]
    [InlineData("api/llm", "api%2Fllm")]
    [InlineData("my-group", "my-group")]
    public async Task A_destination_stands_in_the_path_as_one_segment(string destination, string segment)
    {
        await _server.Answers(Accepted).Client().PublishAsync(destination);

        Assert.Equal($"/v2/publish/{segment}", _server.Request.Target);
    }

    [Fact]
    public async Task A_queue_in_the_options_or_in_the_call_makes_it_an_enqueue()
    {
        var client = _server.Answers(Accepted).Answers(Accepted).Client();
        await client.PublishAsync("https://example.com", options: new() { Queue = "orders" });
        await client.EnqueueAsync("orders", "https://example.com");

        Assert.All(_server.Requests, request => Assert.Equal("/v2/enqueue/orders/https%3A%2F%2Fexample.com", request.Target));
    }

    [Fact]
    public async Task A_group_gives_a_message_per_endpoint()
    {
        var result = await _server
            .Answers("""[{"messageId":"msg_1","url":"https://a"},{"messageId":"msg_2","url":"https://b","deduplicated":true}]""")
            .Client().PublishAsync("my-group");

        Assert.Equal([new PublishedMessage("msg_1", "https://a"), new PublishedMessage("msg_2", "https://b", true)], result.Messages);
        Assert.False(result.Deduplicated);
        Assert.Throws<InvalidOperationException>(() => result.MessageId);
    }

    [Fact]
    public async Task A_batch_keeps_its_order_and_the_place_of_what_was_refused()
    {
        var results = await _server
            .Answers("""[{"messageId":"msg_1"},{"error":"invalid destination url"},[{"messageId":"msg_2"},{"messageId":"msg_3"}]]""")
            .Client().BatchAsync(
            [
                new("https://example.com/ä?b=c", MessageBody.Json(new { Id = 1 }), new() { Queue = "orders", Headers = new Dictionary<string, string> { ["X-Name"] = "Jürgen" } }),
                new("nonsense"),
                new("my-group", "text", new() { DeduplicationId = "d" }),
            ]);

        Assert.Equal(["msg_1", null, null], results.Select(result => result.Messages is [var only] ? only.MessageId : null));
        Assert.Equal("invalid destination url", results[1].Error);
        Assert.Equal(["msg_2", "msg_3"], results[2].Messages.Select(message => message.MessageId));
        using var sent = JsonDocument.Parse(_server.Request.Body);
        var first = sent.RootElement[0];
        Assert.Equal("https://example.com/ä?b=c", first.GetProperty("destination").GetString());
        Assert.Equal("orders", first.GetProperty("queue").GetString());
        Assert.Equal("""{"id":1}""", first.GetProperty("body").GetString());
        Assert.Equal("application/json", first.GetProperty("headers").GetProperty("Content-Type").GetString());
        Assert.Equal("Jürgen", first.GetProperty("headers").GetProperty("Upstash-Forward-X-Name").GetString());
        Assert.False(sent.RootElement[1].TryGetProperty("body", out _));
        Assert.Equal("d", sent.RootElement[2].GetProperty("headers").GetProperty("Upstash-Deduplication-Id").GetString());
    }

    [Fact]
    public async Task A_batch_cannot_carry_bytes_that_are_no_text() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _server.Client().BatchAsync([new("https://example.com", new byte[] { 0xff })]));

    [Fact]
    public async Task An_empty_batch_calls_nobody() => Assert.Empty(await _server.Client().BatchAsync([]));

    public static TheoryData<string, PublishOptions> Wrong() => new()
    {
        { "a line break in a value", new() { Headers = new Dictionary<string, string> { ["X"] = "a\r\nUpstash-Retries: 0" } } },
        { "a blank in a name", new() { Headers = new Dictionary<string, string> { ["X Y"] = "a" } } },
        { "a content type among the headers", new() { Headers = new Dictionary<string, string> { ["content-type"] = "a" } } },
        { "a colon in a deduplication id", new() { DeduplicationId = "a:b" } },
        { "a retry delay that is no expression", new() { RetryDelay = "2 *" } },
        { "negative retries", new() { Retries = -1 } },
        { "a negative delay", new() { Delay = TimeSpan.FromSeconds(-1) } },
        { "no timeout", new() { Timeout = TimeSpan.Zero } },
        { "flow control without a limit", new() { FlowControl = new("key") } },
        { "an empty callback", new() { Callback = "" } },
        { "a failure callback's failure callback", new() { FailureCallback = new("https://a") { FailureCallback = "https://b" } } },
        { "dots for a queue", new() { Queue = ".." } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_could_never_be_accepted_is_refused_before_it_is_sent(string what, PublishOptions options)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _server.Client().PublishAsync("https://example.com", "body", options));
        Assert.True(_server.Requests.Count == 0, what);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public async Task A_destination_that_would_be_another_path_is_refused(string destination) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _server.Client().PublishAsync(destination));

    [Fact]
    public void Text_is_utf8_and_says_so()
    {
        MessageBody body = "grün";
        Assert.Equal(Encoding.UTF8.GetBytes("grün"), body.Content.ToArray());
        Assert.Equal("text/plain; charset=utf-8", body.ContentType);
    }
}
