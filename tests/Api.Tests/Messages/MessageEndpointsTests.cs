using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class MessageEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Shows_exactly_what_there_is_to_show()
    {
        var id = (await api.PublishAsync("https://example.com/a", "", ("Upstash-Forward-test-header", "test-value"))).Expect(200).MessageId;
        var shown = await GetAsync(id);
        Assert.Equal(
            ["messageId", "url", "method", "header", "maxRetries", "notBefore", "createdAt", "callerIP"],
            shown.AsObject().Select(member => member.Key));
        Assert.Equal("""{"Test-Header":["test-value"]}""", shown["header"]!.ToJsonString());
        Assert.Equal(3, shown["maxRetries"]!.GetValue<int>());
        Assert.Equal(shown["createdAt"]!.GetValue<long>(), shown["notBefore"]!.GetValue<long>());
    }

    [Fact]
    public async Task Shows_everything_that_was_set()
    {
        var id = (await api.CallAsync(
            "POST",
            "/v2/enqueue/shown-queue/https://example.com/a",
            "text",
            ("Content-Type", "text/plain"),
            ("Upstash-Method", "PUT"),
            ("Upstash-Callback", "https://cb.example/c"),
            ("Upstash-Callback-Forward-X-C", "c"),
            ("Upstash-Failure-Callback", "https://cb.example/f"),
            ("Upstash-Label", "one,two"),
            ("Upstash-Flow-Control-Key", "key"),
            ("Upstash-Flow-Control-Value", "parallelism=2"),
            ("Upstash-Retry-Delay", "1000"),
            ("Upstash-Timeout", "30"),
            ("Upstash-Delay", "1h"))).Expect(200).MessageId;
        var shown = await GetAsync(id);
        Assert.Equal("text", shown["body"]!.GetValue<string>());
        Assert.Equal("PUT", shown["method"]!.GetValue<string>());
        Assert.Equal("shown-queue", shown["queueName"]!.GetValue<string>());
        Assert.Equal("https://cb.example/c", shown["callback"]!.GetValue<string>());
        Assert.Equal("""{"X-C":["c"]}""", shown["callbackHeader"]!.ToJsonString());
        Assert.Equal("https://cb.example/f", shown["failureCallback"]!.GetValue<string>());
        Assert.Equal("one", shown["label"]!.GetValue<string>());
        Assert.Equal("""["one","two"]""", shown["labels"]!.ToJsonString());
        Assert.Equal("key", shown["flowControlKey"]!.GetValue<string>());
        Assert.Equal(2, shown["parallelism"]!.GetValue<int>());
        Assert.Equal(1, shown["period"]!.GetValue<int>());
        Assert.Null(shown["rate"]);
        Assert.Equal("1000", shown["retryDelayExpression"]!.GetValue<string>());
        Assert.Equal(30_000, shown["timeout"]!.GetValue<int>());
        Assert.Equal(3_600_000, shown["notBefore"]!.GetValue<long>() - shown["createdAt"]!.GetValue<long>());
    }

    [Fact]
    public async Task Tells_the_group_under_both_names()
    {
        (await api.CallAsync("POST", "/v2/topics/told/endpoints", """{"endpoints":[{"url":"https://a.example","name":"n"}]}""")).Expect(200);
        var answer = (await api.PublishAsync("told")).Expect(200);
        var shown = await GetAsync(answer.Json[0]!["messageId"]!.GetValue<string>());
        Assert.Equal(("told", "told", "n"), (Text(shown, "topicName"), Text(shown, "urlGroup"), Text(shown, "endpointName")));
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_base64()
    {
        byte[] body = [0, 255, 1];
        var id = (await api.CallAsync("POST", "/v2/publish/https://example.com", body)).Expect(200).MessageId;
        var shown = await GetAsync(id);
        Assert.Null(shown["body"]);
        Assert.Equal(Convert.ToBase64String(body), Text(shown, "bodyBase64"));
    }

    [Fact]
    public async Task Hides_what_is_to_be_hidden_and_keeps_the_originals()
    {
        var id = (await api.PublishAsync(
            "https://example.com",
            "secret body",
            ("Upstash-Redact-Fields", "body, header[X-Secret]"),
            ("Upstash-Forward-X-Secret", "caf\u00e9"),
            ("Upstash-Forward-X-Open", "open"))).Expect(200).MessageId;
        var shown = await GetAsync(id);
        Assert.Equal($"REDACTED:{Hash(Encoding.UTF8.GetBytes("secret body"))}", Text(shown, "body"));
        Assert.Equal($"REDACTED:{Hash([.. "caf"u8, 0xe9])}", shown["header"]!["X-Secret"]![0]!.GetValue<string>());
        Assert.Equal("open", shown["header"]!["X-Open"]![0]!.GetValue<string>());
        Assert.Equal("secret body", Encoding.UTF8.GetString((await api.StoredAsync(id)).Body.Span));
    }

    [Fact]
    public async Task Hides_headers_of_callbacks_like_those_of_the_message()
    {
        var id = (await api.PublishAsync(
            "https://example.com",
            "",
            ("Upstash-Redact-Fields", "header[X-Secret]"),
            ("Upstash-Callback", "https://example.com/cb"),
            ("Upstash-Callback-Forward-X-Secret", "hidden"),
            ("Upstash-Callback-Forward-X-Open", "open"),
            ("Upstash-Failure-Callback", "https://example.com/fcb"),
            ("Upstash-Failure-Callback-Forward-X-Secret", "hidden"))).Expect(200).MessageId;
        var shown = await GetAsync(id);
        var placeholder = $"REDACTED:{Hash("hidden"u8.ToArray())}";
        Assert.Equal($$"""{"X-Secret":["{{placeholder}}"],"X-Open":["open"]}""", shown["callbackHeader"]!.ToJsonString());
        Assert.Equal($$"""{"X-Secret":["{{placeholder}}"]}""", shown["failureCallbackHeader"]!.ToJsonString());
        var logged = (await api.CallAsync("GET", $"/v2/events?messageId={id}")).Expect(200);
        Assert.DoesNotContain("hidden", logged.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_once()
    {
        var id = (await api.CallAsync("POST", "/v2/enqueue/cancel-queue/https://example.com")).Expect(200).MessageId;
        var canceled = (await api.CallAsync("DELETE", $"/v2/messages/{id}")).Expect(202);
        Assert.Equal("""{"cancelled":1}""", canceled.Text);
        Assert.Contains(api.Bus.Posted, entry => entry.Id == $"{id}/canceled");
        Assert.Contains(api.Bus.Announced, change => change is { QueueName: "cancel-queue", Deleted: false });
        (await api.CallAsync("DELETE", $"/v2/messages/{id}")).ExpectError(404, id);
        (await api.CallAsync("GET", $"/v2/messages/{id}")).ExpectError(404, id);
    }

    [Theory]
    [InlineData(MessageState.Retrying, 200, 202)]
    [InlineData(MessageState.Delivered, 404, 404)]
    [InlineData(MessageState.Failed, 404, 404)]
    public async Task Knows_a_message_until_it_is_final(MessageState state, int read, int cancel)
    {
        var id = (await api.PublishAsync("https://example.com")).Expect(200).MessageId;
        await api.SettleAsync(id, state);
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(read);
        (await api.CallAsync("DELETE", $"/v2/messages/{id}")).Expect(cancel);
    }

    [Fact]
    public async Task An_unknown_message_is_404()
    {
        (await api.CallAsync("GET", "/v2/messages/msg_unknown")).ExpectError(404, "msg_unknown");
        (await api.CallAsync("DELETE", "/v2/messages/msg_unknown")).ExpectError(404, "msg_unknown");
    }

    private async Task<System.Text.Json.Nodes.JsonNode> GetAsync(string id) => (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200).Json;

    private static string Text(System.Text.Json.Nodes.JsonNode shown, string member) => shown[member]!.GetValue<string>();

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
