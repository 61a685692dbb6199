using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Contracts.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class PublishEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Publishes_a_message_and_answers_its_id_and_url()
    {
        var answer = (await api.PublishAsync("https://example.com/a?b=c", "hello")).Expect(200);
        Assert.Matches("^msg_[0-9A-Za-z]{22}$", answer.MessageId);
        Assert.Equal("https://example.com/a?b=c", answer.Json["url"]!.GetValue<string>());
        Assert.Null(answer.Json["deduplicated"]);
        var stored = await api.StoredAsync(answer.MessageId);
        Assert.Equal("hello", Encoding.UTF8.GetString(stored.Body.Span));
        Assert.Equal("127.0.0.1", stored.Spec.CallerIp);
        Assert.Contains(api.Bus.Published, outcome => outcome.Message.Id == answer.MessageId && outcome is { Deduplicated: false, Seq: 0 });
    }

    [Theory]
    [InlineData("https://example.com//a///b/../c/./%2E%2e?x=1&x=2&y=%26%3D%3F&z=%C3%A9&empty=", null)]
    [InlineData("https://example.com/../../../../../etc/passwd", null)]
    [InlineData("https://example.com/v2/publish/https://other.example/x", null)]
    [InlineData("https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc", "https://example.com/a?b=c")]
    [InlineData("https://example.com/a?x=1&upstash-retries=9&y=2", "https://example.com/a?x=1&y=2")]
    public async Task Keeps_the_destination_as_it_came_over_the_wire(string destination, string? url)
    {
        var answer = (await api.PublishAsync(destination)).Expect(200);
        Assert.Equal(url ?? destination, answer.Json["url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/v2/publish/https://example.com/x")]
    [InlineData("/V2/PUBLISH/https://example.com/x")]
    [InlineData("/v2/Enqueue/a-queue/https://example.com/x")]
    public async Task Fixed_parts_of_the_path_are_in_any_case(string target) => (await api.CallAsync("POST", target)).Expect(200);

    [Fact]
    public async Task Headers_go_over_query_parameters()
    {
        var answer = await api.PublishAsync("https://example.com/?upstash-retries=1&upstash-label=l&upstash-forward-x=a%20b", "", ("Upstash-Retries", "2"));
        var spec = (await api.StoredAsync(answer.Expect(200).MessageId)).Spec;
        Assert.Equal(2, spec.MaxRetries);
        Assert.Equal(["l"], spec.Labels);
        Assert.Equal(new HeaderLine("X", "a b"), Assert.Single(spec.Headers));
    }

    [Fact]
    public async Task Header_bytes_and_body_bytes_survive()
    {
        byte[] body = [0, 255, 254, 13, 10, 0, 0xc3, 0x28];
        var answer = await api.CallAsync("POST", "/v2/publish/https://example.com/", body, ("Upstash-Forward-X-Bytes", "caf\u00e9 \u00c3\u00a9"));
        var stored = await api.StoredAsync(answer.Expect(200).MessageId);
        Assert.Equal(body, stored.Body.ToArray());
        Assert.Equal("caf\u00e9 \u00c3\u00a9", Assert.Single(stored.Spec.Headers).Value);
    }

    [Fact]
    public async Task Enqueues_in_order_and_makes_the_queue()
    {
        var first = (await api.CallAsync("POST", "/v2/enqueue/fresh-queue/https://example.com/1")).Expect(200);
        var second = (await api.CallAsync("POST", "/v2/enqueue/fresh-queue/https://example.com/2")).Expect(200);
        Assert.True((await api.StoredAsync(first.MessageId)).Seq < (await api.StoredAsync(second.MessageId)).Seq);
        var queue = (await api.CallAsync("GET", "/v2/queues/fresh-queue")).Expect(200).Json;
        Assert.Equal(1, queue["parallelism"]!.GetValue<int>());
        Assert.Equal(2, queue["lag"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_duplicate_is_answered_with_202_and_the_original_id()
    {
        var first = (await api.PublishAsync("https://example.com/a", "1", ("Upstash-Deduplication-Id", "dup-1"))).Expect(200);
        var second = (await api.PublishAsync("https://example.com/b", "2", ("Upstash-Deduplication-Id", "dup-1"))).Expect(202);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.True(second.Json["deduplicated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_message_may_have_a_window_of_its_own()
    {
        (string, string)[] asked = [("Upstash-Deduplication-Id", "windowed"), ("Upstash-Deduplication-Window", "1ms")];
        var first = (await api.PublishAsync("https://example.com", "", asked)).Expect(200).MessageId;
        await Task.Delay(5, TestContext.Current.CancellationToken);
        var second = (await api.PublishAsync("https://example.com", "", ("Upstash-Deduplication-Id", "windowed"))).Expect(200).MessageId;
        Assert.NotEqual(first, second);
        (await api.PublishAsync("https://example.com", "", asked)).Expect(202);
    }

    [Theory]
    [InlineData("soon", 400)]
    [InlineData("0s", 400)]
    [InlineData("-1s", 400)]
    [InlineData("91d", 412)]
    public async Task Refuses_windows_that_cannot_be(string window, int status) =>
        (await api.PublishAsync("https://example.com", "", ("Upstash-Deduplication-Window", window))).ExpectError(status, "Upstash-Deduplication-Window");

    [Fact]
    public async Task Equal_content_is_a_duplicate_when_asked_for()
    {
        (string, string) asked = ("Upstash-Content-Based-Deduplication", "true");
        var first = (await api.PublishAsync("https://example.com/content", "1", asked, ("Upstash-Forward-X", "1"))).Expect(200);
        Assert.Equal(first.MessageId, (await api.PublishAsync("https://example.com/content", "1", asked, ("Upstash-Forward-X", "1"))).Expect(202).MessageId);
        (await api.PublishAsync("https://example.com/content", "2", asked, ("Upstash-Forward-X", "1"))).Expect(200);
        (await api.PublishAsync("https://example.com/content", "1", asked, ("Upstash-Forward-X", "2"))).Expect(200);
        (await api.PublishAsync("https://example.com/other", "1", asked, ("Upstash-Forward-X", "1"))).Expect(200);
        (await api.PublishAsync("https://example.com/content", "1", asked, ("Upstash-Forward-X", "1"), ("Content-Type", "a/b"))).Expect(200);
    }

    [Fact]
    public async Task A_group_gets_one_message_per_endpoint_with_its_default_headers()
    {
        await MakeGroupAsync("fan", """{"endpoints":[{"url":"https://a.example/x","name":"first"},{"url":"https://b.example/y"}]}""");
        (await api.CallAsync("PATCH", "/v2/topics/fan", """{"headers":{"Upstash-Retries":"7","Upstash-Label":["x","y"],"upstash-forward-x":"é"}}""")).Expect(200);
        var answer = (await api.PublishAsync("fan", "body", ("Upstash-Label", "mine"), ("Upstash-Deduplication-Id", "fan-1"))).Expect(200);
        var messages = answer.Json.AsArray();
        Assert.Equal(["https://a.example/x", "https://b.example/y"], messages.Select(message => message!["url"]!.GetValue<string>()));

        var first = (await api.StoredAsync(messages[0]!["messageId"]!.GetValue<string>())).Spec;
        Assert.Equal(("fan", "first", 7), (first.TopicName, first.EndpointName, first.MaxRetries));
        Assert.Equal(["mine"], first.Labels);
        Assert.Equal("Ã©", Assert.Single(first.Headers).Value);

        var again = (await api.PublishAsync("fan", "body", ("Upstash-Deduplication-Id", "fan-1"))).Expect(202).Json.AsArray();
        Assert.Equal(messages.Select(Id), again.Select(Id));
        await MakeGroupAsync("fan", """{"endpoints":[{"url":"https://c.example/z"}]}""");
        var some = (await api.PublishAsync("fan", "body", ("Upstash-Deduplication-Id", "fan-1"))).Expect(200).Json.AsArray();
        Assert.Equal([true, true, false], some.Select(message => message!["deduplicated"]?.GetValue<bool>() ?? false));
    }

    [Fact]
    public async Task An_api_needs_a_callback_and_a_configured_upstream()
    {
        (await api.PublishAsync("api/llm", "{}")).ExpectError(400, "Upstash-Callback");
        (await api.PublishAsync("api/none", "{}", ("Upstash-Callback", "https://cb.example"))).ExpectError(400, "no upstream is configured");
        var answer = (await api.PublishAsync("api/llm", "{}", ("Upstash-Callback", "https://cb.example"))).Expect(200);
        var spec = (await api.StoredAsync(answer.MessageId)).Spec;
        Assert.Equal(("llm", "http://10.0.0.1/v1/chat/completions"), (spec.Api, spec.Url));
    }

    [Theory]
    [InlineData("ftp://example.com/x", "invalid scheme, add http:// or https://")]
    [InlineData("127.0.0.1/x", "invalid scheme")]
    [InlineData("no-such-group", "invalid scheme")]
    [InlineData("http://", "no host")]
    [InlineData("https://user:password@example.com/", "user information")]
    [InlineData("http://127.0.0.1/x", "loopback")]
    [InlineData("", "destination is missing")]
    public async Task Refuses_destinations_that_are_none(string destination, string why) => (await api.PublishAsync(destination)).ExpectError(400, why);

    [Fact]
    public async Task Refuses_a_bad_queue_name_and_names_the_rule()
    {
        (await api.CallAsync("POST", "/v2/enqueue/a%20b/https://example.com/")).ExpectError(400, "queue name");
        (await api.CallAsync("POST", "/v2/enqueue/https://example.com/")).ExpectError(400, "queue name");
        (await api.CallAsync("POST", "/v2/enqueue/only-a-queue")).ExpectError(400, "destination is missing");
    }

    [Fact]
    public async Task Refuses_a_body_over_the_limit_and_names_it()
    {
        (await api.PublishAsync("https://example.com/", new string('x', 200_000))).Expect(200);
        (await api.PublishAsync("https://example.com/", new string('x', 200_001))).ExpectError(412, "200000");
    }

    [Fact]
    public async Task A_refused_message_changes_nothing()
    {
        (await api.CallAsync("POST", "/v2/enqueue/never-made/https://example.com/", "", ("Upstash-Retries", "x"))).ExpectError(400, "Upstash-Retries");
        (await api.CallAsync("GET", "/v2/queues/never-made")).Expect(404);
    }

    [Fact]
    public async Task Webhooks_bring_their_token_in_the_query_and_keep_their_own_authorization()
    {
        var target = $"/v2/publish/https://example.com/hook?qstash_token={Uri.EscapeDataString(BusQStash.Api.Http.DevelopmentUser.Token)}&upstash-header-forward=true&x=1";
        var answer = (await api.CallAsync("POST", target, "{}", ("Authorization", "Basic abc"), ("X-GitHub-Event", "push"))).Expect(200);
        var spec = (await api.StoredAsync(answer.MessageId)).Spec;
        Assert.Equal("https://example.com/hook?x=1", spec.Url);
        Assert.Contains(new HeaderLine("Authorization", "Basic abc"), spec.Headers);
        Assert.Contains(new HeaderLine("X-Github-Event", "push"), spec.Headers);
        Assert.DoesNotContain(spec.Headers, header => header.Name is "Host" or "Connection" or "Content-Length");
    }

    [Fact]
    public async Task The_token_is_never_forwarded()
    {
        var answer = (await api.PublishAsync("https://example.com/", "", ("Upstash-Header-Forward", "true"))).Expect(200);
        Assert.DoesNotContain((await api.StoredAsync(answer.MessageId)).Spec.Headers, header => header.Name == "Authorization");
    }

    [Fact]
    public async Task The_token_is_never_forwarded_even_when_it_comes_twice_and_another_way_too()
    {
        var token = $"Bearer {DevelopmentUser.Token}";
        var target = $"/v2/publish/https://example.com/?qstash_token={Uri.EscapeDataString(DevelopmentUser.Token)}";
        var answer = (await api.CallAsync(
            "POST", target, "", ("Authorization", token), ("Authorization", "Basic mine"), ("authorization", token), ("Upstash-Header-Forward", "true"))).Expect(200);
        var spec = (await api.StoredAsync(answer.MessageId)).Spec;
        Assert.Equal("https://example.com/", spec.Url);
        Assert.Equal("Basic mine", Assert.Single(spec.Headers, header => header.Name == "Authorization").Value);
    }

    private static string Id(JsonNode? message) => message!["messageId"]!.GetValue<string>();

    private async Task MakeGroupAsync(string name, string endpoints) =>
        (await api.CallAsync("POST", $"/v2/topics/{name}/endpoints", endpoints)).Expect(200);
}
