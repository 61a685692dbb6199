using System.Text;
using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Worker.Callbacks;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Tests.Delivery;
using Xunit;

namespace BusQStash.Worker.Tests.Callbacks;

public sealed class CallbackMessagesTests
{
    private static readonly DateTimeOffset Finished = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_009_000);

    private static readonly MessageSpec Spec = new()
    {
        Url = "https://x.example/a?b=c",
        Method = "PUT",
        Headers = [new("Content-Type", "text/plain"), new("X-Twice", "1"), new("X-Twice", "2"), new("X-Utf8", "Ã©"), new("X-Latin", "\u00e9")],
        MaxRetries = 2,
        QueueName = "q",
        CallerIp = "1.2.3.4",
        Callback = new CallbackSpec { Url = "https://cb.example/" },
        FailureCallback = new CallbackSpec { Url = "https://fail.example/" },
    };

    private static readonly ResponseRecord Answer =
        new(201, [new("X-Answer", "42"), new("Set-Cookie", "a"), new("Set-Cookie", "b")], new byte[] { 0, 255, 1 }, false);

    [Theory]
    [InlineData(MessageState.Delivered, new[] { "https://cb.example/" })]
    [InlineData(MessageState.Retrying, new[] { "https://cb.example/" })]
    [InlineData(MessageState.Failed, new[] { "https://cb.example/", "https://fail.example/" })]
    public void A_callback_follows_each_attempt_and_a_failure_callback_the_last(MessageState state, string[] urls) =>
        Assert.Equal(urls, CallbackMessages.For(AttemptOf(Spec), EndOf(state)).Select(message => message.Spec.Url));

    [Theory]
    [InlineData(MessageState.Delivered, 1)]
    [InlineData(MessageState.Retrying, 0)]
    [InlineData(MessageState.Failed, 1)]
    public void A_workflows_call_is_told_only_the_last_attempt(MessageState state, int count)
    {
        var spec = Spec with { Options = [new("Workflow-CallType", "toCallback")], FailureCallback = null };

        Assert.Equal(count, CallbackMessages.For(AttemptOf(spec), EndOf(state)).Count);
    }

    [Fact]
    public void No_callback_is_made_for_a_message_without_one() =>
        Assert.Empty(CallbackMessages.For(AttemptOf(new MessageSpec()), EndOf(MessageState.Failed)));

    [Fact]
    public void A_callback_is_an_ordinary_unordered_message()
    {
        var callback = Assert.Single(CallbackMessages.For(AttemptOf(Spec), EndOf(MessageState.Delivered)));

        Assert.StartsWith("msg_", callback.Id, StringComparison.Ordinal);
        Assert.True(callback.IdIsDerived);
        Assert.Equal(Finished, callback.CreatedAt);
        var spec = callback.Spec;
        Assert.Equal(("POST", 2, null, null), (spec.Method, spec.MaxRetries, spec.QueueName, spec.NotBefore));
        Assert.Equal(("msg_1", null, null), (spec.SourceMessageId, spec.Callback, spec.FailureCallback));
        Assert.Equal([new HeaderLine("Content-Type", "application/json")], spec.Headers);
        Assert.Null(spec.RetryDelayExpression);
        Assert.Null(spec.TimeoutMs);
        Assert.Null(spec.Redaction);
    }

    [Fact]
    public void Settings_of_the_callback_shape_it()
    {
        var inner = new CallbackSpec { Url = "https://inner.example/" };
        var spec = Spec with
        {
            Redaction = new RedactionSpec(false, true, ["X-Mine"]),
            Callback = new CallbackSpec
            {
                Url = "https://cb.example/",
                Method = "PATCH",
                TimeoutMs = 5,
                Retries = 0,
                RetryDelayExpression = "7",
                DelayMs = 1500,
                Headers = [new("content-type", "text/x"), new("X-Mine", "1")],
                Options = [new("Workflow-RunId", "wfr_1")],
                FlowControl = new FlowControlSpec("k", 1, null, 1),
                FailureCallback = inner,
            },
        };

        var made = CallbackMessages.For(AttemptOf(spec), EndOf(MessageState.Delivered))[0].Spec;

        Assert.Equal(("PATCH", 5, 0, "7"), (made.Method, made.TimeoutMs, made.MaxRetries, made.RetryDelayExpression));
        Assert.Equal(1_700_000_010_500, made.NotBefore);
        Assert.Equal(spec.Callback.Headers, made.Headers);
        Assert.Equal(spec.Callback.Options, made.Options);
        Assert.Equal(spec.Callback.FlowControl, made.FlowControl);
        Assert.Same(inner, made.FailureCallback);
        Assert.Equal(spec.Redaction with { Body = true }, made.Redaction);
    }

    [Fact]
    public void Ids_follow_from_message_attempt_and_kind()
    {
        var first = CallbackMessages.For(AttemptOf(Spec), EndOf(MessageState.Failed)).Select(message => message.Id).ToList();
        var again = CallbackMessages.For(AttemptOf(Spec), EndOf(MessageState.Failed)).Select(message => message.Id);
        var later = CallbackMessages.For(AttemptOf(Spec) with { Number = 2 }, EndOf(MessageState.Failed)).Select(message => message.Id);

        Assert.Equal(first, again);
        Assert.Equal(4, first.Concat(later).Distinct().Count());
    }

    [Fact]
    public void The_body_has_the_documented_members()
    {
        var spec = Spec with { TopicName = "group", EndpointName = "first", ScheduleId = "scd_1" };

        var body = Parse(CallbackMessages.For(AttemptOf(spec), EndOf(MessageState.Failed))[0]);

        Assert.Equal(
            """{"status":201,"header":{"X-Answer":["42"],"Set-Cookie":["a","b"]},"body":"AP8B","retried":1,"maxRetries":2,"notBefore":1700000000123,"createdAt":1700000000123,"sourceMessageId":"msg_1","topicName":"group","endpointName":"first","url":"https://x.example/a?b=c","method":"PUT","sourceHeader":{"Content-Type":["text/plain"],"X-Twice":["1","2"],"X-Utf8":["é"],"X-Latin":["é"]},"sourceBody":"c8OpYw==","scheduleId":"scd_1","callerIP":"1.2.3.4"}""",
            body.GetRawText());
    }

    [Fact]
    public void The_failure_callback_adds_the_dead_letter_and_the_run()
    {
        var spec = Spec with { Options = [new("Workflow-Runid", "wfr_1"), new("Workflow-CreatedAt", "1700000000000")] };

        var body = Parse(CallbackMessages.For(AttemptOf(spec), EndOf(MessageState.Failed))[1]);

        Assert.Equal("1-7000001", body.GetProperty("dlqId").GetString());
        Assert.Equal("wfr_1", body.GetProperty("workflowRunId").GetString());
        Assert.Equal(1700000000000, body.GetProperty("workflowCreatedAt").GetInt64());
    }

    [Fact]
    public void Without_an_answer_the_status_is_zero_and_the_body_says_why()
    {
        var end = EndOf(MessageState.Retrying) with { Response = null, Error = "too late" };

        var body = Parse(CallbackMessages.For(AttemptOf(Spec) with { Body = default }, end)[0]);

        Assert.Equal(0, body.GetProperty("status").GetInt32());
        Assert.Equal("too late", Encoding.UTF8.GetString(body.GetProperty("body").GetBytesFromBase64()));
        Assert.Equal("{}", body.GetProperty("header").GetRawText());
        Assert.False(body.TryGetProperty("sourceBody", out _));
        Assert.False(body.TryGetProperty("topicName", out _));
        Assert.False(body.TryGetProperty("dlqId", out _));
    }

    private static Attempt AttemptOf(MessageSpec spec) => DeliveryHarness.AttemptOf(spec, Encoding.UTF8.GetBytes("séc"), number: 1);

    private static AttemptSettlement EndOf(MessageState state) => new()
    {
        MessageId = "msg_1",
        Attempt = 1,
        NextState = state,
        NextAttemptAt = state == MessageState.Retrying ? Finished.AddSeconds(1) : null,
        DlqId = state == MessageState.Failed ? "1-7000001" : null,
        StartedAt = Finished.AddSeconds(-1),
        FinishedAt = Finished,
        Response = Answer,
    };

    private static JsonElement Parse(NewMessage message) => JsonDocument.Parse(message.Body).RootElement;
}
