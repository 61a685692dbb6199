namespace BusQStash.Store.Workflows;

/// <summary>How a run ended.</summary>
internal sealed record RunEnd(RunState State)
{
    /// <summary>The function's return value, as JSON.</summary>
    public byte[]? Response { get; init; }

    /// <summary>The dead letter of the failed delivery.</summary>
    public string? DlqId { get; init; }

    /// <summary>The message whose delivery failed; it is already settled.</summary>
    public string? FailedMessageId { get; init; }

    /// <summary>The failure callback.</summary>
    public string? FailureMessageId { get; init; }

    public FailureState? FailureState => FailureMessageId is null ? null : Workflows.FailureState.InProgress;
}
