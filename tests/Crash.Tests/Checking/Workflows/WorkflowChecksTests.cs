using BusQStash.Crash.Checking;
using BusQStash.Crash.Faults;
using BusQStash.Crash.Sink;
using BusQStash.Store.Workflows;
using Xunit;

namespace BusQStash.Crash.Tests.Checking.Workflows;

/// <summary>Every way in which a workflow run may break a promise is found in a history that somebody made up.</summary>
public sealed class WorkflowChecksTests
{
    private readonly MadeUpHistory _history = new();

    [Fact]
    public void A_history_as_it_should_be_has_no_finding() => Assert.Empty(_history.Findings());

    [Fact]
    public void A_run_that_was_answered_and_is_not_there_is_lost()
    {
        _history.Run = _history.Run with { Id = "wfr_another" };
        _history.Finds(FindingKind.Lost);
    }

    [Fact]
    public void A_run_that_is_there_twice_is_doubled()
    {
        _history.Others.Add(_history.Run with { Key = 3 });
        _history.Finds(FindingKind.Doubled);
    }

    [Theory]
    [InlineData(RunState.Alive, 0)]
    [InlineData(RunState.Succeeded, 1)]
    public void A_run_that_lives_or_waits_when_all_is_over_is_stuck(RunState state, int waiters)
    {
        _history.Run = _history.Run with { State = state, Waiters = waiters };
        _history.Finds(FindingKind.Stuck);
    }

    [Fact]
    public void An_end_that_is_not_the_programs_is_wrong()
    {
        _history.EndAs(RunState.Canceled, "r0.q", "RUN_CANCELED");
        _history.FindsOnly(FindingKind.WrongEnd);
    }

    [Fact]
    public void A_run_that_was_canceled_by_its_client_may_end_so()
    {
        _history.EndAs(RunState.Canceled, "r0.q", "RUN_CANCELED");
        _history.Started!.CancelSent = MadeUpHistory.At(1.9);
        _history.Started.CancelAnswered = MadeUpHistory.At(2.1);
        Assert.Empty(_history.Findings());
    }

    [Fact]
    public void A_run_that_ends_after_its_cancel_was_answered_ends_wrong()
    {
        _history.Started!.CancelSent = MadeUpHistory.At(12);
        _history.Started.CancelAnswered = MadeUpHistory.At(12.5);
        _history.Finds(FindingKind.WrongEnd);
    }

    [Theory]
    [InlineData("RUN_SUCCESS", "RUN_SUCCESS RUN_SUCCESS")]
    [InlineData("RUN_SUCCESS", "")]
    [InlineData("RUN_FAILED", "RUN_SUCCESS")]
    [InlineData("RUN_FAILED", "RUN_FAILED")]
    public void A_run_that_is_shown_with_other_ends_has_a_wrong_history(string state, string ends)
    {
        _history.Log = _history.Log with { State = state, Ends = ends.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        _history.FindsOnly(FindingKind.WrongHistory);
    }

    [Theory]
    [InlineData(0, nameof(FindingKind.CallbackMissing))]
    [InlineData(1, null)]
    [InlineData(2, nameof(FindingKind.CallbackTwice))]
    public void A_failure_is_told_by_one_message(int messages, string? finding)
    {
        _history.EndAs(RunState.Failed, "r0.q", "RUN_FAILED");
        _history.Run = _history.Run with { Failure = FailureState.Succeeded };
        _history.Calls.AddRange(Enumerable.Range(0, messages).Select(number => MadeUpHistory.Failure(_history.Run, $"f{number}")));
        Assert.Equal(finding is null ? [] : [Enum.Parse<FindingKind>(finding)], _history.Kinds());
    }

    [Fact]
    public void A_failure_of_a_run_that_did_not_fail_is_told_too_often()
    {
        _history.Calls.Add(MadeUpHistory.Failure(_history.Run, "f1") with { Start = MadeUpHistory.At(20) });
        _history.FindsOnly(FindingKind.CallbackTwice);
    }

    [Fact]
    public void A_result_that_its_endpoint_never_gave_is_wrong()
    {
        _history.Change(1, entry => entry with { Body = MadeUpHistory.Step(1, "1 by 7") });
        _history.Return();
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_result_that_is_not_the_first_that_was_taken_is_wrong()
    {
        Submit(0, submission => submission with { Body = MadeUpHistory.Step(1, "1 by 7") });
        Submit(0, submission => submission with { Body = MadeUpHistory.Step(1, "1 by 1"), IsRepeat = true }, isMore: true);
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_repeat_that_says_something_else_and_is_answered_with_the_first_is_right()
    {
        Submit(0, submission => submission with { Body = MadeUpHistory.Step(1, "1 by 7"), IsRepeat = true }, isMore: true);
        Assert.Empty(_history.Findings());
    }

    [Theory]
    [InlineData("m1", false)]
    [InlineData("m77", true)]
    public void A_repeat_that_was_told_to_be_the_first_or_another_message_is_wrong(string messageId, bool isRepeat)
    {
        Submit(0, submission => submission with { MessageId = messageId, IsRepeat = isRepeat }, isMore: true);
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_step_that_was_taken_and_is_not_stored_is_wrong()
    {
        _history.EndAs(RunState.Failed, "r0.r0.q", "RUN_FAILED");
        _history.Run = _history.Run with { Failure = FailureState.Succeeded };
        _history.Calls.Add(MadeUpHistory.Failure(_history.Run, "f1"));
        Submit(1, _ => new Submission(SubmissionKind.Step, 2, 0, "") { Status = 200, MessageId = "m2" }, isMore: true);
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_run_that_returned_something_else_than_its_list_says_is_wrong()
    {
        _history.Run = _history.Run with { Response = "[]" };
        _history.Log = _history.Log with { Response = "[]" };
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_run_that_succeeds_without_one_of_its_steps_is_wrong()
    {
        _history.Run = _history.Run with { Steps = [.. _history.Run.Steps.Where(step => step.Position != 5)] };
        _history.Finds(FindingKind.WrongResult);
    }

    [Fact]
    public void Two_entries_in_one_place_are_wrong()
    {
        _history.Run = _history.Run with { Steps = [.. _history.Run.Steps.Select(step => step.Position == 5 ? step with { Position = 4 } : step)] };
        _history.Finds(FindingKind.WrongResult);
    }

    [Fact]
    public void A_step_that_is_shown_twice_is_wrong()
    {
        _history.Log = _history.Log with { Results = [.. _history.Log.Results, 1] };
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_step_that_is_taken_after_the_end_is_found()
    {
        Submit(0, submission => submission with { Sent = MadeUpHistory.At(20) });
        _history.FindsOnly(FindingKind.AfterEnd);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_after_the_end_is_found_and_told_from_that_of_a_process_that_had_been_frozen(bool byFreeze)
    {
        _history.Calls.Add(MadeUpHistory.CallOf(_history.Run, 8) with { Start = MadeUpHistory.At(20), ProcessId = 7, Submissions = [] });
        if (byFreeze)
        {
            _history.Faults.Add(new Fault(FaultKind.WorkerFreeze, 7, MadeUpHistory.At(11)) { To = MadeUpHistory.At(19) });
        }

        var finding = Assert.Single(_history.Findings(), finding => finding.Kind == FindingKind.AfterEnd);
        Assert.Equal(byFreeze, finding.ByFreeze);
    }

    [Theory]
    [InlineData(4, true, false)] // The first of two results: the other overtook it.
    [InlineData(4, false, false)]
    [InlineData(5, true, true)]
    public void Only_a_result_that_was_overtaken_is_delivered_after_the_end(int position, bool hasList, bool isFound)
    {
        var call = MadeUpHistory.CallOf(_history.Run, position) with { Start = MadeUpHistory.At(20), Submissions = [] };
        _history.Calls.Add(hasList ? call : call with { List = [] });

        Assert.Equal(isFound, _history.Findings().Any(finding => finding.Kind == FindingKind.AfterEnd));
    }

    [Fact]
    public void Something_else_refused_than_what_comes_too_late_is_found()
    {
        Submit(0, submission => submission with { Status = 412, MessageId = "" }, isMore: true);
        _history.FindsOnly(FindingKind.WrongCall);
    }

    [Fact]
    public void A_list_without_one_of_its_entries_is_found()
    {
        _history.Calls[4] = _history.Calls[4] with { List = [.. _history.Calls[4].List.Where(entry => entry.MessageId != "p3")] };
        _history.FindsOnly(FindingKind.WrongCall);
    }

    [Fact]
    public void A_list_with_an_entry_that_has_changed_is_found()
    {
        var list = _history.Calls[4].List.ToArray();
        list[1] = list[1] with { Body = MadeUpHistory.Step(1, "1 by 7") };
        _history.Calls[4] = _history.Calls[4] with { List = list };
        _history.FindsOnly(FindingKind.WrongCall);
    }

    [Fact]
    public void A_list_that_goes_on_behind_its_message_is_found()
    {
        _history.Calls[1] = _history.Calls[1] with { List = _history.Calls[2].List };
        _history.FindsOnly(FindingKind.WrongCall);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(9, "1")]
    public void A_list_without_the_version_and_an_answer_with_it_are_found(int call, string version)
    {
        _history.Calls[call] = _history.Calls[call] with { SdkVersion = version };
        _history.FindsOnly(FindingKind.WrongCall);
    }

    [Fact]
    public void A_later_attempt_of_a_message_that_was_answered_with_success_is_found()
    {
        _history.Calls.Add(_history.Calls[1] with { Retried = 1, Start = MadeUpHistory.At(4), Submissions = [] });
        _history.FindsOnly(FindingKind.WrongCall);
    }

    [Fact]
    public void A_block_that_two_messages_continue_is_found()
    {
        _history.Calls[4] = _history.Calls[4] with { List = [.. _history.Calls[4].List.Take(4), _history.Calls[5].List[5], _history.Calls[4].List[4]] };
        Assert.Equal([FindingKind.WrongCall, FindingKind.ContinuedTwice], _history.Kinds().Order());
    }

    [Fact]
    public void A_block_that_one_message_continues_twice_is_as_it_may_be()
    {
        _history.Calls.Add(_history.Calls[5] with { Start = MadeUpHistory.At(8.6), Submissions = [] });
        Assert.Empty(_history.Findings());
    }

    [Fact]
    public void A_step_that_invoked_two_runs_is_found()
    {
        _history.Others.Add(_history.Child with { Key = 3, Id = $"{_history.Run.Id}-child-5-2" });
        _history.Finds(FindingKind.WrongInvocation);
    }

    [Fact]
    public void A_run_that_did_not_hear_of_the_end_of_the_one_it_invoked_is_found()
    {
        _history.Run = _history.Run with { Steps = [.. _history.Run.Steps.Where(step => step.Position != 7)] };
        _history.Finds(FindingKind.WrongInvocation);
    }

    [Fact]
    public void A_run_that_heard_something_else_is_found()
    {
        _history.Change(7, entry => entry with { Body = entry.Body.Replace("\\\"isFailed\\\":false", "\\\"isFailed\\\":true", StringComparison.Ordinal) });
        _history.Return();
        _history.FindsOnly(FindingKind.WrongInvocation);
    }

    [Fact]
    public void A_call_that_is_answered_by_two_messages_is_found()
    {
        _history.Calls.Add(_history.Answer("ans7") with { Submissions = [] });
        _history.FindsOnly(FindingKind.CallbackTwice);
    }

    [Fact]
    public void A_call_that_was_not_answered_and_has_a_result_is_found()
    {
        _history.Calls[9] = _history.Calls[9] with { Submissions = [] };
        Submit(7, _ => _history.Answer("ans6").Submissions[0], isMore: true);
        _history.FindsOnly(FindingKind.CallbackMissing);
    }

    [Fact]
    public void An_answer_that_is_not_that_of_the_call_is_found()
    {
        _history.Calls[9] = _history.Calls[9] with { SourceStatus = 500 };
        _history.FindsOnly(FindingKind.WrongResult);
    }

    [Fact]
    public void A_sleep_that_was_cut_short_is_found()
    {
        _history.Calls[3] = _history.Calls[3] with { Start = MadeUpHistory.At(6) };
        _history.Change(3, entry => entry with { CreatedAt = MadeUpHistory.At(5) });
        _history.FindsOnly(FindingKind.TooEarly);
    }

    [Fact]
    public void An_attempt_that_did_not_wait_for_its_turn_is_found()
    {
        _history.Calls[1] = _history.Calls[1] with { Retried = 1 };
        _history.Calls.Add(_history.Calls[1] with { Retried = 0, Status = 500, Start = MadeUpHistory.At(0.6), End = MadeUpHistory.At(0.7), Submissions = [] });
        _history.FindsOnly(FindingKind.TooEarly);
    }

    private void Submit(int call, Func<Submission, Submission> change, bool isMore = false)
    {
        var given = _history.Calls[call].Submissions;
        _history.Calls[call] = _history.Calls[call] with { Submissions = [.. isMore ? given : [], change(given.Count > 0 ? given[0] : null!)] };
    }
}
