using System.Diagnostics;
using BusQStash.Bus.Hosting;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Tracing;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Tracing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Tracing;

public sealed class AttemptSpansTests
{
    private const string Created = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000);

    private readonly AttemptSpans _spans = new(Options.Create(new TracingOptions()), new FakeTimeProvider(Now));

    [Theory]
    [InlineData(60, null, true)]
    [InlineData(61, null, false)]
    [InlineData(0, "nightly", false)]
    public void A_message_that_waited_long_and_one_of_a_schedule_begin_a_trace_with_a_link(int minutes, string? scheduleId, bool sameTrace)
    {
        using var listener = Listen();

        using var span = _spans.Begin(AttemptOf(new MessageSpec { TraceParent = Created, ScheduleId = scheduleId }, Now.AddMinutes(-minutes)));

        Assert.Equal(sameTrace, span!.TraceId.ToHexString() == "0af7651916cd43dd8448eb211c80319c");
        Assert.Equal(Created, Assert.Single(span.Links).Context is var context ? $"00-{context.TraceId}-{context.SpanId}-01" : "");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void A_message_without_a_context_begins_a_trace_of_its_own(string? created)
    {
        using var listener = Listen();
        using var span = _spans.Begin(AttemptOf(new MessageSpec { TraceParent = created, QueueName = "orders" }, Now));

        Assert.Equal(("process orders", default), (span!.DisplayName, span.ParentSpanId));
        Assert.Empty(span.Links);
    }

    [Theory]
    [InlineData("orders", "group", "orders")]
    [InlineData(null, "group", "group")]
    [InlineData(null, null, "unordered")]
    public void Spans_are_named_by_queue_or_group(string? queue, string? group, string name) =>
        Assert.Equal(name, Traces.NameOf(new MessageSpec { QueueName = queue, TopicName = group, Url = "https://example.com/secret" }));

    [Fact]
    public void A_state_longer_than_allowed_is_dropped()
    {
        Assert.Equal("a=b", Traces.With(new MessageSpec(), Created, "a=b").TraceState);
        Assert.Null(Traces.With(new MessageSpec(), Created, new string('a', 513)).TraceState);
    }

    private static Attempt AttemptOf(MessageSpec spec, DateTimeOffset createdAt) => new("msg_1", spec, ReadOnlyMemory<byte>.Empty, 0, createdAt, createdAt);

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceNames.Source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
