namespace BusQStash.Client.Workflows;

/// <summary>A failed attempt. What does not apply is <see langword="null"/>.</summary>
public sealed record WorkflowStepError
{
    /// <summary>The error.</summary>
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
