using System.Text.Json.Nodes;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Api.Tests.Workflows;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class MessageViewEndpointsTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_failed_message_is_told_with_its_verdict_its_attempts_and_its_dead_letter()
    {
        var id = (await _api.PublishAsync("https://api.example.com/x", "hello", ("Upstash-Retries", "0"))).MessageId;
        await _api.SettleAsync(id, MessageState.Failed, new ResponseRecord(500, [new HeaderLine("Content-Type", "text/plain")], "no"u8.ToArray(), false), "status 500");
        var detail = await GetAsync(id);

        Assert.Equal(("FAILED", 5, false), (Text(detail, "state"), detail["bodyBytes"]!.GetValue<int>(), detail["bodyRedacted"]!.GetValue<bool>()));
        var verdict = detail["verdict"]!;
        Assert.Equal(("failed_exhausted", 500, "api.example.com"), (Text(verdict, "code"), verdict["facts"]!["status"]!.GetValue<int>(), Text(verdict["facts"]!, "host")));
        Assert.Equal(Text(verdict["facts"]!, "dlqId"), Text(detail["relations"]!["deadLetter"]!, "dlqId"));
        var attempt = Assert.Single(detail["attempts"]!.AsArray())!;
        Assert.Equal((1, "failed", "status 500"), (attempt["number"]!.GetValue<int>(), Text(attempt, "outcome"), Text(attempt, "error")));
        Assert.Equal(["CREATED", "ACTIVE", "ERROR", "FAILED"], detail["entries"]!.AsArray().Select(entry => Text(entry!, "state")));
        Assert.Null(detail["message"]!["body"]);
        Assert.Empty(detail["timetable"]!.AsArray());

        var answer = (await _api.CallAsync("GET", $"/busqstash/messages/{id}/attempts/1")).Expect(200).Json;
        Assert.Equal(("bm8=", 2, false), (Text(answer, "bodyBase64"), answer["bodyBytes"]!.GetValue<int>(), answer["truncated"]!.GetValue<bool>()));
        Assert.Equal("text/plain", answer["headers"]!["Content-Type"]![0]!.GetValue<string>());
        (await _api.CallAsync("GET", $"/busqstash/messages/{id}/attempts/2")).ExpectError(404, "attempt 2");
        (await _api.CallAsync("GET", $"/busqstash/messages/{id}/attempts/x")).ExpectError(400, "attempt");
    }

    [Fact]
    public async Task A_message_of_a_run_names_it()
    {
        var step = await new RunDriver(_api).StartAsync("wfr_1");
        var run = (await GetAsync(step))["relations"]!["run"]!;
        Assert.Equal(("wfr_1", "RUN_STARTED"), (Text(run, "workflowRunId"), Text(run, "state")));
        Assert.Equal((await new RunDriver(_api).LogAsync("wfr_1"))["workflowRunCreatedAt"]!.GetValue<long>(), run["workflowRunCreatedAt"]!.GetValue<long>());

        Assert.Null((await GetAsync((await _api.PublishAsync("https://example.com")).MessageId))["relations"]!["run"]);
    }

    [Fact]
    public async Task A_delayed_message_has_its_whole_timetable()
    {
        var id = (await _api.PublishAsync("https://example.com", "", ("Upstash-Delay", "1h"), ("Upstash-Retries", "2"), ("Upstash-Retry-Delay", "1000 * (1 + retried)"))).MessageId;
        var detail = await GetAsync(id);

        Assert.Equal(("DELAYED", "delayed"), (Text(detail, "state"), Text(detail["verdict"]!, "code")));
        Assert.Equal([(1, 0L), (2, 1_000L), (3, 2_000L)], detail["timetable"]!.AsArray().Select(planned => (planned!["number"]!.GetValue<int>(), planned["delayMs"]!.GetValue<long>())));
        Assert.Equal(detail["nextAt"]!.GetValue<long>(), detail["timetable"]![0]!["at"]!.GetValue<long>());
        Assert.Equal(detail["nextAt"]!.GetValue<long>(), detail["verdict"]!["at"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_message_behind_others_is_told_with_its_place_and_its_queues_reason()
    {
        await _api.CallAsync("POST", "/v2/enqueue/q/https://example.com", "", ("Upstash-Delay", "1h"));
        var id = (await _api.CallAsync("POST", "/v2/enqueue/q/https://example.com")).MessageId;
        var detail = await GetAsync(id);

        Assert.Equal(("behind_queue", 1), (Text(detail["verdict"]!, "code"), detail["verdict"]!["facts"]!["ahead"]!.GetValue<int>()));
        Assert.Equal("head_delayed", Text(detail["verdict"]!["facts"]!["standing"]!, "reason"));
        Assert.Equal((2, 0), (detail["relations"]!["queue"]!["place"]!.GetValue<int>(), detail["relations"]!["queue"]!["behind"]!.GetValue<int>()));
        await _api.CallAsync("POST", "/v2/queues/q/pause");
        Assert.Equal("queue_paused", Text((await GetAsync(id))["verdict"]!, "code"));
    }

    [Fact]
    public async Task Lists_what_is_unfinished_and_never_its_body()
    {
        var delayed = (await _api.PublishAsync("https://a.example/x", "secret", ("Upstash-Delay", "1h"), ("Upstash-Label", "l"))).MessageId;
        var done = (await _api.PublishAsync("https://a.example/y", "secret")).MessageId;
        await _api.SettleAsync(done, MessageState.Delivered, new ResponseRecord(200, [], ReadOnlyMemory<byte>.Empty, false));
        var answer = (await _api.CallAsync("GET", "/busqstash/messages?state=delayed&urlPrefix=https://a.example&label=l")).Expect(200);

        var row = Assert.Single(answer.Json["items"]!.AsArray())!;
        Assert.Equal((delayed, "DELAYED", "l"), (Text(row, "messageId"), Text(row, "state"), row["labels"]![0]!.GetValue<string>()));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Equal(("delivered", "DELIVERED"), (Text((await GetAsync(done))["verdict"]!, "code"), Text(await GetAsync(done), "state")));
    }

    [Fact]
    public async Task The_body_is_a_download_and_a_redacted_one_is_not_in_it()
    {
        var open = (await _api.PublishAsync("https://example.com", "<script>")).MessageId;
        using var answer = await _api.Client.GetAsync($"/busqstash/messages/{open}/body?bytes=4", TestContext.Current.CancellationToken);
        Assert.Equal("<scr", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("application/octet-stream", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

        var hidden = (await _api.PublishAsync("https://example.com", "secret", ("Upstash-Redact-Fields", "body"))).MessageId;
        Assert.StartsWith("REDACTED:", (await _api.CallAsync("GET", $"/busqstash/messages/{hidden}/body")).Expect(200).Text, StringComparison.Ordinal);
        Assert.True((await GetAsync(hidden))["bodyRedacted"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("/busqstash/messages?state=done", 400, "state")]
    [InlineData("/busqstash/messages?count=0", 400, "count")]
    [InlineData("/busqstash/messages?fromDate=x", 400, "fromDate")]
    [InlineData("/busqstash/messages/msg_none", 404, "msg_none")]
    [InlineData("/busqstash/messages/msg_none/body", 404, "msg_none")]
    [InlineData("/busqstash/nothing", 404, "path")]
    public async Task Refuses_what_is_not_there(string target, int status, string names) => (await _api.CallAsync("GET", target)).ExpectError(status, names);

    private async Task<JsonNode> GetAsync(string id) => (await _api.CallAsync("GET", $"/busqstash/messages/{id}")).Expect(200).Json;

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
