namespace BusQStash.Crash.Sink;

/// <summary>One sending of something to the server by the workflows' endpoint.</summary>
/// <param name="Kind">What was sent.</param>
/// <param name="StepId">The step; 0 for plan steps and ends.</param>
/// <param name="TargetStep">Of a plan step: what it stands for.</param>
/// <param name="Body">What was sent, as text.</param>
internal sealed record Submission(SubmissionKind Kind, int StepId, int TargetStep, string Body)
{
    public TimeSpan Sent { get; init; }

    public TimeSpan? Answered { get; init; }

    /// <summary>The status of the answer; 0 when there was none, and the server may have taken it or not.</summary>
    public int Status { get; init; }

    /// <summary>The message it became, as it was answered.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The answer was that it had been there already.</summary>
    public bool IsRepeat { get; init; }

    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>The server said that the run has ended.</summary>
    public bool IsTooLate => Status == 400;
}
