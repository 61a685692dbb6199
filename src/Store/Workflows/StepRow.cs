namespace BusQStash.Store.Workflows;

/// <summary>A row of <c>workflow_step</c> to be written.</summary>
internal sealed record StepRow(long RunKey, StepKind Kind, StepFacts Facts, byte[] Body, long CreatedAt)
{
    public int? Position { get; init; }

    public string? MessageId { get; init; }

    public string? EventId { get; init; }

    public string? Timeout { get; init; }

    public long? Deadline { get; init; }

    public long? InvokedKey { get; init; }
}
