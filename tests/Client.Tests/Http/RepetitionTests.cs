using System.Net;
using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.Http;

public sealed class RepetitionTests
{
    private const string Accepted = """{"messageId":"msg_1"}""";

    private readonly StubServer _server = new();

    [Fact]
    public async Task A_publish_is_repeated_under_one_deduplication_id()
    {
        await _server.Breaks(HttpRequestError.ResponseEnded).Answers("", 503).Answers(Accepted, 202).Client().PublishAsync("https://example.com", "body");

        Assert.Equal(3, _server.Requests.Count);
        var id = Assert.Single(_server.Requests.Select(request => request.Header("Upstash-Deduplication-Id")).Distinct());
        Assert.StartsWith("auto-", id, StringComparison.Ordinal);
        Assert.All(_server.Requests, request => Assert.Equal("body", request.Text));
    }

    [Fact]
    public async Task Two_publishes_have_two_ids()
    {
        var client = _server.Answers(Accepted).Answers(Accepted).Client();
        await client.PublishAsync("https://example.com");
        await client.PublishAsync("https://example.com");

        Assert.Equal(2, _server.Requests.Select(request => request.Header("Upstash-Deduplication-Id")).Distinct().Count());
    }

    [Fact]
    public async Task The_callers_own_deduplication_stays_as_it_is()
    {
        var client = _server.Answers(Accepted).Answers(Accepted).Client();
        await client.PublishAsync("https://example.com", options: new() { DeduplicationId = "mine" });
        await client.PublishAsync("https://example.com", options: new() { ContentBasedDeduplication = true });

        Assert.Equal(["mine", null], _server.Requests.Select(request => request.Header("Upstash-Deduplication-Id")));
    }

    [Fact]
    public async Task Without_deduplication_a_publish_that_may_have_been_heard_is_not_repeated()
    {
        var client = _server.Breaks(HttpRequestError.ResponseEnded).Client(options => options.AutomaticDeduplication = false);

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.PublishAsync("https://example.com"));

        Assert.Null(exception.StatusCode);
        Assert.Null(_server.Request.Header("Upstash-Deduplication-Id"));
    }

    [Fact]
    public async Task What_never_found_the_server_is_always_repeated()
    {
        var client = _server.Breaks(HttpRequestError.ConnectionError).Answers(Accepted).Client(options => options.AutomaticDeduplication = false);

        Assert.Equal("msg_1", (await client.PublishAsync("https://example.com")).MessageId);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_call_that_only_reads_is_repeated(int status)
    {
        await _server.Answers("{}", status).Answers("[]").Client().Queues.ListAsync();

        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_names_a_short_wait_is_asked_again()
    {
        await _server.Answers("{}", 429, ("Retry-After", "0")).Answers("[]").Client().Queues.ListAsync();

        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(429, "3600")]
    [InlineData(503, "3600")]
    [InlineData(400, null)]
    [InlineData(404, null)]
    [InlineData(412, null)]
    public async Task Nothing_is_repeated_that_would_fail_again(int status, string? retryAfter)
    {
        (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
        var client = _server.Answers("""{"error":"no"}""", status, headers).Client();

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.Equal((HttpStatusCode)status, exception.StatusCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task What_must_happen_once_is_not_repeated()
    {
        var calls = new Func<IBusQStashClient, Task>[]
        {
            client => client.SigningKeys.RotateAsync(),
            client => client.Dlq.RetryAsync("1-1"),
            client => client.Messages.RunNowAsync("msg_1"),
            client => client.Schedules.CreateAsync("https://example.com", "* * * * *"),
        };
        foreach (var call in calls)
        {
            var server = new StubServer().Answers("", 503);
            await Assert.ThrowsAsync<BusQStashException>(() => call(server.Client()));
            Assert.Single(server.Requests);
        }
    }

    [Fact]
    public async Task A_schedule_with_an_id_is_repeated()
    {
        await _server.Answers("", 503).Answers("""{"scheduleId":"s"}""").Client()
            .Schedules.CreateAsync("https://example.com", "* * * * *", options: new() { ScheduleId = "s" });

        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Gives_up_after_the_configured_number_of_retries()
    {
        var client = _server.Answers("", 503).Answers("", 503).Answers("", 503).Client(options => options.MaxRetries = 2);

        await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Repeating_can_be_switched_off()
    {
        var client = _server.Answers("", 503).Client(options => options.MaxRetries = 0);

        await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());
    }
}
