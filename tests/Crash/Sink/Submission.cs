namespace BusQStash.Crash.Sink;

/// <summary>One submission of the workflows' endpoint to the server.</summary>
/// <param name="Kind">The kind of submission.</param>
/// <param name="StepId">The step; 0 for plan steps and ends.</param>
/// <param name="TargetStep">Of a plan step: the step it stands for.</param>
/// <param name="Body">The submitted text.</param>
internal sealed record Submission(SubmissionKind Kind, int StepId, int TargetStep, string Body)
{
    public TimeSpan Sent { get; init; }

    public TimeSpan? Answered { get; init; }

    /// <summary>The status of the answer; 0 without an answer, in which case the server may have accepted it or not.</summary>
    public int Status { get; init; }

    /// <summary>The id of the message created, as answered.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Whether the answer was that it existed already.</summary>
    public bool IsRepeat { get; init; }

    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>Whether the server answered that the run has ended.</summary>
    public bool IsTooLate => Status == 400;
}
