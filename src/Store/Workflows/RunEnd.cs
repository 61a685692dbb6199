namespace BusQStash.Store.Workflows;

/// <summary>How a run ends.</summary>
internal sealed record RunEnd(RunState State)
{
    /// <summary>What its function returned, as JSON.</summary>
    public byte[]? Response { get; init; }

    /// <summary>The dead letter of the delivery it failed by.</summary>
    public string? DlqId { get; init; }

    /// <summary>The message it failed by: it is settled already.</summary>
    public string? FailedMessageId { get; init; }

    /// <summary>The failure callback.</summary>
    public string? FailureMessageId { get; init; }

    public FailureState? FailureState => FailureMessageId is null ? null : Workflows.FailureState.InProgress;
}
