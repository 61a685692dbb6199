using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>Something that happened to a run.</summary>
/// <param name="Time">When, unix milliseconds.</param>
/// <param name="State">What.</param>
/// <param name="Run">The run, as it is now.</param>
/// <param name="Step">The step it is about.</param>
public sealed record RunEvent(long Time, RunEventState State, RunRecord Run, StepRecord? Step)
{
    /// <summary>Why an attempt failed, in words.</summary>
    public string? Error { get; init; }

    /// <summary>The answer of an attempt.</summary>
    public ResponseRecord? Response { get; init; }

    /// <summary>When the next attempt is due, unix milliseconds.</summary>
    public long? NextDeliveryAt { get; init; }
}
