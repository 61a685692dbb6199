using System.Text.Json.Nodes;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Api.Tests.Tracing;

public sealed class When_a_collector_listens : IAsyncLifetime
{
    private const string PublishersTrace = "0af7651916cd43dd8448eb211c80319c";
    private const string PublishersSpan = "b7ad6b7169203331";
    private const int Internal = 1;
    private const int Server = 2;
    private const int Client = 3;
    private const int Producer = 4;
    private const int Consumer = 5;

    private Collector _collector = null!;
    private Destination _destination = null!;
    private BusQStashProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.StartAsync();
        _destination = await Destination.StartAsync();
        _server = await BusQStashProcess.StartApiAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = _collector.TracesUrl,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_SERVICE_NAME"] = "the-shop",
            ["Logging__Console__FormatterName"] = "json",
            ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "O",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _destination.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task One_trace_leads_from_the_publish_through_the_waits_and_attempts_to_the_callback()
    {
        var (hook, callback) = (_destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200)), _destination.AddHook());
        var messageId = await PublishAsync("v2/enqueue/orders/", hook.Url + "?secret=1", ("Upstash-Retry-Delay", "500"), ("Upstash-Callback", callback.Url));
        var requests = await hook.WaitForAsync(2);
        await callback.WaitForAsync(2);
        var spans = await SpansAsync(count: 12 + 8);

        // The call and the message's creation.
        var call = Single(spans, "POST /v2/enqueue");
        Assert.Equal((Server, PublishersSpan, "the-shop"), (call.Kind, call.ParentId, call.Service));
        var send = Single(spans, "send orders");
        Assert.Equal((Producer, call.SpanId, messageId), (send.Kind, send.ParentId, send.Attributes["messaging.message.id"]));

        // Two attempts, each behind its wait, in the creation's context and linked to it; the second to the first as well.
        var attempts = spans.Where(span => span.Name == "process orders").OrderBy(span => span.StartNs).ToList();
        Assert.Equal(["0 retrying", "1 delivered"], attempts.Select(span => $"{span.Attributes["busqstash.attempt"]} {span.Attributes["busqstash.outcome"]}"));
        Assert.All(attempts, span => Assert.Equal((Consumer, send.SpanId), (span.Kind, span.ParentId)));
        Assert.Equal([(send.TraceId, send.SpanId)], attempts[0].Links);
        Assert.Equal([(send.TraceId, send.SpanId), (attempts[0].TraceId, attempts[0].SpanId)], attempts[1].Links);
        Assert.Equal("500", attempts[0].Attributes["error.type"]);
        var waits = spans.Where(span => span.Name == "wait orders").OrderBy(span => span.StartNs).ToList();
        Assert.Equal(["queue", "backoff"], waits.Select(span => span.Attributes["busqstash.wait.reason"]));
        Assert.All(waits, span => Assert.Equal((Internal, send.SpanId), (span.Kind, span.ParentId)));
        Assert.InRange(waits[1].EndNs - waits[1].StartNs, 400_000_000, long.MaxValue);

        // Each with its request, which the destination can go on with, and the write that ends it.
        var posts = attempts.Select(attempt => Assert.Single(spans, span => span.ParentId == attempt.SpanId && span.Name == "POST")).ToList();
        Assert.All(posts, span => Assert.Equal((Client, "127.0.0.1"), (span.Kind, span.Attributes["server.address"])));
        Assert.Equal(["500", "200"], posts.Select(span => span.Attributes["http.response.status_code"]));
        Assert.Equal(posts.Select(span => span.TraceParent), requests.Select(request => request.Header("traceparent")));
        Assert.All(attempts, attempt => Assert.Single(spans, span => span.ParentId == attempt.SpanId && span.Name == "settle orders"));

        // The callbacks are created by the attempts, in the same trace.
        Assert.All(attempts, attempt => Assert.Single(spans, span => span.ParentId == attempt.SpanId && span.Name == "send unordered"));
        Assert.Equal(2, spans.Count(span => span.Name == "process unordered"));
        Assert.All(spans, span => Assert.Equal(PublishersTrace, span.TraceId));
        Assert.DoesNotContain(spans.SelectMany(span => span.Attributes.Values.Append(span.Name)), text => text.Contains("secret", StringComparison.Ordinal) || text.Contains(hook.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_line_of_an_attempt_is_one_json_object_with_its_trace()
    {
        var hook = _destination.AddHook(Answer.Status(500));
        var messageId = await PublishAsync("v2/publish/", hook.Url, ("Upstash-Retries", "0"));

        var line = await Eventually.ValueAsync(() => Task.FromResult(_server.Output.Lines.FirstOrDefault(line => line.Contains($"{messageId} attempt", StringComparison.Ordinal))), "the line");

        var json = JsonNode.Parse(line)!;
        var state = json["State"]!;
        Assert.Equal((messageId, "0", "500"), (state["MessageId"]!.ToString(), state["Attempt"]!.ToString(), state["Status"]!.ToString()));
        Assert.StartsWith("127.0.0.1", state["Host"]!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(state["DurationMs"]);
        Assert.Contains(json["Scopes"]!.AsArray(), scope => scope?["TraceId"]?.ToString() == PublishersTrace);
    }

    private static ReceivedSpan Single(IEnumerable<ReceivedSpan> spans, string name) => Assert.Single(spans, span => span.Name == name);

    private async Task<IReadOnlyList<ReceivedSpan>> SpansAsync(int count)
    {
        try
        {
            await Eventually.TrueAsync(() => Ours().Count >= count, $"{count} spans");
        }
        catch (TimeoutException exception)
        {
            Assert.Fail($"{exception.Message} There are:\n{string.Join('\n', _collector.Spans)}");
        }

        return Ours();

        // What the library between has to say about its own queues is not counted.
        List<ReceivedSpan> Ours() => [.. _collector.Spans.Where(span => span.Attributes.GetValueOrDefault("messaging.system") is null or "busqstash" && span.TraceId == PublishersTrace)];
    }

    private async Task<string> PublishAsync(string route, string destination, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route + destination) { Content = new StringContent("{}") };
        request.Headers.Add("traceparent", $"00-{PublishersTrace}-{PublishersSpan}-01");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["messageId"]!.GetValue<string>();
    }
}
