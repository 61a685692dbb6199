using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>An event in the log of a run.</summary>
/// <param name="Time">When it happened, unix milliseconds.</param>
/// <param name="State">The kind of event.</param>
/// <param name="Run">The current state of the run.</param>
/// <param name="Step">The step it concerns.</param>
public sealed record RunEvent(long Time, RunEventState State, RunRecord Run, StepRecord? Step)
{
    /// <summary>Error text of a failed attempt.</summary>
    public string? Error { get; init; }

    /// <summary>The response of an attempt.</summary>
    public ResponseRecord? Response { get; init; }

    /// <summary>When the next attempt is due, unix milliseconds.</summary>
    public long? NextDeliveryAt { get; init; }
}
