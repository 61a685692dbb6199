using BusQStash.Store.Dlq;

namespace BusQStash.Store.Workflows;

/// <summary>A failed run with its failed delivery.</summary>
/// <param name="Run">The run.</param>
/// <param name="Letter">The dead letter.</param>
/// <param name="Payload">The run's payload.</param>
public sealed record RunDeadLetter(RunRecord Run, DeadLetter Letter, ReadOnlyMemory<byte> Payload);
