using BusQStash.Crash.Checking;
using BusQStash.Crash.Sink;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Crash.Tests.Checking.Workflows;

/// <summary>The same for waits for events and their timeouts.</summary>
public sealed class WorkflowWaitChecksTests
{
    private readonly MadeUpHistory _history = new();

    [Fact]
    public void A_wait_that_two_notifications_resumed_is_found()
    {
        _history.Notifications.Add(_history.Notifications[0]);
        _history.FindsOnly(FindingKind.WrongWait);
    }

    [Fact]
    public void A_wait_that_is_notified_after_the_end_is_found()
    {
        _history.Notifications[0] = _history.Notifications[0] with { Sent = MadeUpHistory.At(20), Answered = MadeUpHistory.At(21) };
        _history.FindsOnly(FindingKind.AfterEnd);
    }

    [Fact]
    public void A_wait_that_was_notified_without_a_result_is_found()
    {
        _history.EndAs(RunState.Failed, "w3n500.q", "RUN_FAILED");
        _history.Run = _history.Run with { Failure = FailureState.Succeeded, Steps = [.. _history.Run.Steps.Where(step => step.Position == 0)] };
        _history.Calls.RemoveAt(1);
        _history.Calls[0] = _history.Calls[0] with { Submissions = [] };
        _history.Calls.Add(MadeUpHistory.Failure(_history.Run, "f1"));
        _history.Notifications.Add(new Notification(_history.Run.Id, 1, IsKept: true, MadeUpHistory.Event) { Sent = MadeUpHistory.At(1), Answered = MadeUpHistory.At(1.1), Resumed = ["m1"] });
        _history.FindsOnly(FindingKind.WrongWait);
    }

    [Fact]
    public void A_wait_that_was_notified_and_timed_out_is_found()
    {
        TimeOut();
        _history.Finds(FindingKind.WrongWait);
    }

    [Fact]
    public void An_event_that_was_taken_in_time_and_is_lost_is_found()
    {
        TimeOut();
        _history.Notifications[0] = _history.Notifications[0] with { Resumed = [] };
        _history.FindsOnly(FindingKind.WrongWait);
    }

    [Theory]
    [InlineData(true, 8.2)]
    [InlineData(false, 5.6)]
    public void An_event_that_came_too_late_or_was_for_whoever_waited_may_be_lost(bool isKept, double answered)
    {
        TimeOut();
        _history.Notifications[0] = _history.Notifications[0] with { IsKept = isKept, Answered = MadeUpHistory.At(answered), Resumed = [] };
        Assert.Empty(_history.Findings());
    }

    [Fact]
    public void A_wait_that_ends_with_an_event_that_nobody_sent_is_found()
    {
        _history.Notifications[0] = _history.Notifications[0] with { Body = "\"another\"" };
        _history.FindsOnly(FindingKind.WrongWait);
    }

    [Fact]
    public void A_timeout_that_comes_too_early_is_found()
    {
        TimeOut();
        _history.Notifications.Clear();
        _history.Change(StepKind.Wait, wait => wait with { Deadline = MadeUpHistory.At(30) });
        _history.FindsOnly(FindingKind.TooEarly);
    }

    private void TimeOut()
    {
        _history.Change(6, entry => entry with { Body = """{"stepId":4,"concurrent":1,"waitTimeout":true}""", CreatedAt = MadeUpHistory.At(8.1) });
        _history.Return();
    }
}
