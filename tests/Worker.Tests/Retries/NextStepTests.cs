using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Retries;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Retries;
using BusQStash.Worker.Tests.Delivery;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Worker.Tests.Retries;

public sealed class NextStepTests
{
    private static readonly DateTimeOffset Started = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_001_000);
    private static readonly DateTimeOffset Finished = Started.AddMilliseconds(250);
    private static readonly ResponseRecord Answer = new(500, [], "no"u8.ToArray(), false);

    private readonly NextStep _next = new(Options.Create(new RetryOptions()), new DlqIds(DeliveryHarness.Instance(7)));

    [Theory]
    [InlineData(0, 0, MessageState.Failed)]
    [InlineData(0, 1, MessageState.Retrying)]
    [InlineData(2, 3, MessageState.Retrying)]
    [InlineData(3, 3, MessageState.Failed)]
    [InlineData(4, 3, MessageState.Failed)]
    public void Retries_while_retries_are_left(int number, int maxRetries, MessageState state)
    {
        var attempt = DeliveryHarness.AttemptOf(new MessageSpec { MaxRetries = maxRetries }, number: number);
        foreach (var outcome in (DeliveryOutcome[])[new DeliveryOutcome.Rejected(Answer), new DeliveryOutcome.Unreachable(DeliveryFault.Timeout, "late")])
        {
            var settlement = _next.Settle(attempt, new LaneEpoch("q", 3), outcome, Started, Finished);

            Assert.Equal(state, settlement.NextState);
            Assert.Equal(state == MessageState.Retrying, settlement.NextAttemptAt is not null);
            Assert.Equal(state == MessageState.Failed, settlement.DlqId is not null);
            Assert.Equal(number, settlement.Attempt);
            Assert.Equal(new LaneEpoch("q", 3), settlement.Lane);
            Assert.NotNull(settlement.Error);
        }
    }

    [Fact]
    public void A_success_and_a_final_refusal_end_the_message_at_once()
    {
        var attempt = DeliveryHarness.AttemptOf(new MessageSpec { MaxRetries = 5 });

        var delivered = _next.Settle(attempt, null, new DeliveryOutcome.Delivered(Answer), Started, Finished);
        var refused = _next.Settle(attempt, null, new DeliveryOutcome.NotRetryable(Answer), Started, Finished);

        Assert.Equal((MessageState.Delivered, null, null), (delivered.NextState, delivered.Error, delivered.DlqId));
        Assert.Equal(MessageState.Failed, refused.NextState);
        Assert.NotNull(refused.DlqId);
        Assert.Same(Answer, refused.Response);
    }

    [Fact]
    public void A_first_attempt_nothing_else_hangs_on_says_since_when_its_message_is_untouched()
    {
        var plain = DeliveryHarness.AttemptOf(new MessageSpec { Url = "https://x/" });

        Assert.Equal(plain.CreatedAt, UntouchedSince(plain));
        Assert.Null(UntouchedSince(plain with { Number = 1 }));
        Assert.Null(UntouchedSince(plain with { Spec = plain.Spec with { FlowControl = new FlowControlSpec("k", 1, null, 1) } }));
        Assert.Null(UntouchedSince(plain with { Spec = plain.Spec with { SourceMessageId = "msg_0" } }));

        DateTimeOffset? UntouchedSince(Attempt attempt) =>
            _next.Settle(attempt, null, new DeliveryOutcome.Delivered(Answer), Started, Finished).UntouchedSince;
    }

    [Fact]
    public void Every_settlement_carries_one_event()
    {
        var attempt = DeliveryHarness.AttemptOf(new MessageSpec { Url = "https://x/", QueueName = "q", MaxRetries = 1, Labels = ["a"] });
        var last = attempt with { Number = 1 };

        var delivered = EventOf(attempt, new DeliveryOutcome.Delivered(Answer));
        var retried = EventOf(attempt, new DeliveryOutcome.Unreachable(DeliveryFault.Timeout, "late"));
        var failed = EventOf(last, new DeliveryOutcome.Rejected(Answer));

        Assert.Equal(("msg_1/delivered", "MessageDelivered"), (delivered.Id, delivered.Kind));
        Assert.Equal(("msg_1/0/failed", "AttemptFailed"), (retried.Id, retried.Kind));
        Assert.Equal(("msg_1/failed", "MessageFailed"), (failed.Id, failed.Kind));
        var retry = JsonSerializer.Deserialize(retried.Payload.Span, OutcomeJson.Default.AttemptFailed)!;
        Assert.Equal(("late", null, "q", "https://x/"), (retry.Error, retry.Status, retry.QueueName, retry.Destination));
        Assert.Equal(7.389, (retry.NextAttemptAt - Finished).TotalSeconds, 3);
        var failure = JsonSerializer.Deserialize(failed.Payload.Span, OutcomeJson.Default.MessageFailed)!;
        Assert.Equal((1, 500, null), (failure.Retried, failure.Status, failure.Error));
        Assert.Matches(@"^1700000001250-7\d{6}$", failure.DlqId);
        Assert.Equal(["a"], failure.Labels);
    }

    [Fact]
    public void Ids_of_dead_letters_are_never_the_same()
    {
        var ids = new DlqIds(DeliveryHarness.Instance(7));
        var others = new DlqIds(DeliveryHarness.Instance(71));

        var made = Enumerable.Range(0, 1000).SelectMany(_ => new[] { ids.Next(Finished), others.Next(Finished) }).ToList();

        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Theory]
    [InlineData(489, "Upstash-Nonretryable-Error", "true", true)]
    [InlineData(489, "upstash-nonretryable-error", " TRUE ", true)]
    [InlineData(489, "Upstash-NonRetryable-Error", "false", false)]
    [InlineData(489, "X-Other", "true", false)]
    [InlineData(500, "Upstash-NonRetryable-Error", "true", false)]
    public void Only_489_with_the_header_is_final(int status, string header, string value, bool final) =>
        Assert.Equal(final, AnswerRules.Judge(new ResponseRecord(status, [new HeaderLine(header, value)], default, false)) is DeliveryOutcome.NotRetryable);

    private OutboxEntry EventOf(Attempt attempt, DeliveryOutcome outcome) =>
        Assert.Single(_next.Settle(attempt, null, outcome, Started, Finished).Outbox);
}
