namespace BusQStash.Client.Workflows;

/// <summary>An attempt that failed. What does not apply is <see langword="null"/>.</summary>
public sealed record WorkflowStepError
{
    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>The status of the answer.</summary>
    public int? Status { get; init; }

    /// <summary>The headers of the answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers { get; init; }

    /// <summary>The body of the answer.</summary>
    public string? Body { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset Time { get; init; }
}
