using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using Xunit;

namespace BusQStash.Store.Tests.Queues;

public sealed class QueueReasoningTests
{
    private const long Now = 1_790_000_000_000;
    private static readonly DateTimeOffset Made = DateTimeOffset.FromUnixTimeMilliseconds(Now - 3_600_000);

    [Fact]
    public void A_paused_queue_is_paused_before_anything_else()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", attempts: 1, notBefore: Now + 5_000)) with { Queue = Queue(paused: true), Grown = 7 });

        AssertReason(standing, QueueReason.Paused, null, stands: true, QueueReason.HeadInBackoff);
        Assert.Equal((Made.ToUnixTimeMilliseconds(), 7, false), (standing.First.Facts.Since, standing.First.Facts.Grown, standing.First.Facts.GrownCapped));
    }

    [Fact]
    public void An_empty_queue_says_when_something_last_ended()
    {
        var standing = QueueReasoning.Of(Facts() with { LastFinishedAt = Now - 5 });

        AssertReason(standing, QueueReason.Empty, null, stands: false);
        Assert.Equal(Now - 5, standing.First.Facts.LastFinishedAt);
    }

    [Fact]
    public void A_final_head_waits_for_its_callbacks_until_the_next_of_them()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", state: MessageState.Delivered), Message("msg_2")) with
        {
            Callbacks = Callbacks(("msg_1", "msg_a", 9), ("msg_1", "msg_b", 4)),
        });

        AssertReason(standing, QueueReason.WaitingForCallbacks, Now + 4, stands: true);
        Assert.Equal(["msg_a", "msg_b"], standing.First.Facts.Callbacks!.Select(callback => callback.MessageId));
    }

    [Fact]
    public void Of_several_messages_that_wait_for_callbacks_one_is_named_with_its_own()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", state: MessageState.Delivered), Message("msg_2", state: MessageState.Failed)) with
        {
            Queue = Queue(parallelism: 2),
            Callbacks = Callbacks(("msg_1", "msg_a", 9), ("msg_2", "msg_b", 4)),
        });

        // The first of them to be attempted may let the queue go on.
        AssertReason(standing, QueueReason.WaitingForCallbacks, Now + 4, stands: true);
        Assert.Equal("msg_1", standing.First.Facts.MessageId);
        Assert.Equal(["msg_a"], standing.First.Facts.Callbacks!.Select(callback => callback.MessageId));
    }

    [Fact]
    public void A_message_that_retries_behind_the_head_is_not_given_the_heads_last_result()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1"), Message("msg_2", attempts: 1, notBefore: Now + 9)) with
        {
            Queue = Queue(parallelism: 2),
            HeadAttempts = 4,
            HeadLast = (503, "busy"),
        });

        var facts = standing.Also.Single(reason => reason.Reason == QueueReason.HeadInBackoff).Facts;
        Assert.Equal(("msg_2", 2, null, null, null), (facts.MessageId, facts.Attempt, facts.Of, facts.LastStatus, facts.LastError));
    }

    [Fact]
    public void A_head_in_backoff_tells_its_attempts_its_last_answer_and_who_waits_behind()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", attempts: 2, notBefore: Now + 60_000), Message("msg_2")) with
        {
            Queue = Queue(lag: 42),
            HeadAttempts = 4,
            HeadLast = (503, "busy"),
        });

        AssertReason(standing, QueueReason.HeadInBackoff, Now + 60_000, stands: true);
        var facts = standing.First.Facts;
        Assert.Equal(("msg_1", 3, 4, 503, "busy", 41L), (facts.MessageId, facts.Attempt, facts.Of, facts.LastStatus, facts.LastError, facts.Behind));
    }

    [Fact]
    public void A_head_whose_time_has_not_come_is_delayed() =>
        AssertReason(QueueReasoning.Of(Facts(Message("msg_1", notBefore: Now + 1))), QueueReason.HeadDelayed, Now + 1, stands: true);

    [Theory]
    [InlineData(false, 5, 5, 40L)]
    [InlineData(false, 5, 4, null)]
    [InlineData(true, 5, 5, null)]
    public void A_head_in_the_line_of_its_key_waits_for_the_next_window_when_the_rate_is_used_up(bool paused, int rate, int used, long? opensIn)
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1")) with { Lines = [new FlowView("msg_1", 3, Key(paused, rate, used, Now - 960))] });

        AssertReason(standing, QueueReason.FlowControl, Now + opensIn, stands: true);
        Assert.Equal(("key", 3, paused), (standing.First.Facts.Key, standing.First.Facts.Place, standing.First.Facts.Paused));
    }

    [Fact]
    public void Due_work_waits_while_everything_that_may_be_in_flight_is()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1")) with { Processes = Processes(Worker(inFlight: 10, capacity: 10)) });

        AssertReason(standing, QueueReason.GlobalParallelism, null, stands: true);
        Assert.Equal((10, 10), (standing.First.Facts.InUse, standing.First.Facts.Limit));
    }

    [Fact]
    public void Without_a_worker_nothing_moves()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1")) with { Processes = Processes(Worker(alive: false, heartbeat: Now - 70_000)) });

        AssertReason(standing, QueueReason.NoWorker, null, stands: true, QueueReason.Draining);
        Assert.Equal(Now - 70_000, standing.First.Facts.LastSeenAt);
    }

    [Fact]
    public void The_lease_of_a_process_that_is_gone_must_end_first()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1")) with { Lane = new LaneView(7, 1, Now + 3_000, Now - 9_000, HolderAlive: false) });

        AssertReason(standing, QueueReason.LeaseElsewhere, Now + 3_000, stands: true, QueueReason.Draining);
        Assert.Equal((7, Now - 9_000), (standing.First.Facts.Holder, standing.First.Facts.HolderHeartbeatAt));
        AssertReason(
            QueueReasoning.Of(Facts(Message("msg_1")) with { Lane = new LaneView(7, 1, Now, Now - 9_000, HolderAlive: false) }),
            QueueReason.Draining,
            null,
            stands: false);
    }

    [Fact]
    public void A_running_attempt_is_told_with_its_worker()
    {
        var running = Worker() with { Detail = new InstanceDetail(InstanceKind.Worker, "1", "box", 1, [new RunningAttempt("msg_1", Now - 5_000, "a.example")]) };
        var standing = QueueReasoning.Of(Facts(Message("msg_1")) with { Processes = Processes(running), HeadTimeoutMs = 30_000 });

        AssertReason(standing, QueueReason.Running, null, stands: false);
        var facts = standing.First.Facts;
        Assert.Equal(("msg_1", Now - 5_000, 3, "a.example", 30_000L, 1), (facts.MessageId, facts.Since, facts.Worker, facts.Host, facts.LongestMs, facts.Count));
    }

    [Fact]
    public void Due_work_that_moves_is_draining_and_takes_about_so_long()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", notBefore: Now - 600_000)) with
        {
            Queue = Queue(lag: 100),
            LastFinishedAt = Now - 1_000,
            RatePerMinute = 50,
        });

        AssertReason(standing, QueueReason.Draining, null, stands: false);
        Assert.Equal(120_000, standing.First.Facts.AboutMs);
    }

    [Fact]
    public void Due_work_that_does_not_move_for_a_minute_is_unexplained()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", notBefore: Now - 61_000)) with { LastFinishedAt = Now - 60_000 });

        AssertReason(standing, QueueReason.Unexplained, null, stands: true);
        Assert.Equal(("msg_1", Now - 61_000), (standing.First.Facts.MessageId, standing.First.Facts.DueAt));
        AssertReason(
            QueueReasoning.Of(Facts(Message("msg_1", notBefore: Now - 61_000)) with { LastFinishedAt = Now - 59_999 }), QueueReason.Draining, null, stands: false);
    }

    [Fact]
    public void What_holds_up_one_of_several_places_is_true_besides()
    {
        var standing = QueueReasoning.Of(Facts(Message("msg_1", attempts: 1, notBefore: Now + 9), Message("msg_2")) with { Queue = Queue(parallelism: 2) });
        AssertReason(standing, QueueReason.Draining, null, stands: false, QueueReason.HeadInBackoff);

        var both = QueueReasoning.Of(
            Facts(Message("msg_1", attempts: 1, notBefore: Now + 9), Message("msg_2", attempts: 1, notBefore: Now + 5)) with { Queue = Queue(parallelism: 2) });
        AssertReason(both, QueueReason.HeadInBackoff, Now + 5, stands: true);
    }

    [Fact]
    public void A_head_that_steps_aside_holds_nobody_up()
    {
        var waiting = Message("msg_1", attempts: 1, notBefore: Now + 9);
        AssertReason(QueueReasoning.Of(Facts(waiting, Message("msg_2")) with { Queue = Queue(stepsAside: true) }), QueueReason.Draining, null, stands: false);
        AssertReason(QueueReasoning.Of(Facts(waiting) with { Queue = Queue(stepsAside: true) }), QueueReason.HeadInBackoff, Now + 9, stands: true);
    }

    [Fact]
    public void Every_reason_has_a_name_of_its_own() =>
        Assert.Equal(12, Enum.GetValues<QueueReason>().Select(QueueReasons.NameOf).Distinct(StringComparer.Ordinal).Count());

    private static void AssertReason(QueueStanding standing, QueueReason reason, long? nextAt, bool stands, params QueueReason[] also)
    {
        Assert.Equal((reason, nextAt, stands), (standing.First.Reason, standing.First.NextAt, standing.StandsStill));
        Assert.Equal(also, standing.Also.Select(other => other.Reason));
    }

    private static QueueFacts Facts(params MessageView[] window) => new() { Queue = Queue(lag: window.Length), Window = window, Processes = Processes(Worker()) };

    private static QueueInfo Queue(int parallelism = 1, bool paused = false, long lag = 1, bool stepsAside = false) =>
        new("q", parallelism, paused, lag, Made, Made, null) { StepsAside = stepsAside };

    private static MessageView Message(string id, MessageState state = MessageState.Ready, int attempts = 0, long notBefore = Now - 1_000) => new()
    {
        Id = id,
        State = state,
        Attempts = attempts,
        CreatedAt = Now - 3_000_000,
        NotBefore = notBefore,
        QueueName = "q",
        Url = "https://example.com",
    };

    private static Dictionary<string, IReadOnlyList<CallbackView>> Callbacks(params (string Parent, string Id, long In)[] open) => open
        .GroupBy(callback => callback.Parent, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            IReadOnlyList<CallbackView> (group) => [.. group.Select(callback => new CallbackView(callback.Id, "RETRYING", "https://a.example", Now + callback.In))],
            StringComparer.Ordinal);

    private static Processes Processes(params ProcessView[] all) => new(Now, all, null);

    private static ProcessView Worker(bool alive = true, long heartbeat = Now, int inFlight = 0, int capacity = 100) => new()
    {
        Number = 3,
        Kind = InstanceKind.Worker,
        HeartbeatAt = heartbeat,
        Leaving = false,
        IsAlive = alive,
        InFlight = inFlight,
        Capacity = capacity,
    };

    private static FlowKeyInfo Key(bool paused, int rate, int used, long window) => new()
    {
        Key = "key",
        Waiting = 3,
        Parallelism = null,
        InFlight = 0,
        Rate = rate,
        RateCount = used,
        PeriodSeconds = 1,
        WindowStartedAt = window,
        Paused = paused,
        PinnedParallelism = false,
        PinnedRate = false,
    };
}
