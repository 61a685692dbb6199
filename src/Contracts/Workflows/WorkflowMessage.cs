namespace BusQStash.Contracts.Workflows;

/// <summary>A message's link to a workflow run.</summary>
public sealed record WorkflowMessage
{
    /// <summary>The run in the ledger.</summary>
    public long RunKey { get; init; }

    /// <summary>The run's id as its starter gave it.</summary>
    public string RunId { get; init; } = "";

    /// <summary>When the run was created, unix milliseconds; together with the id it identifies the run permanently.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The purpose of the message.</summary>
    public WorkflowCallType CallType { get; init; }

    /// <summary>The position of its step in the run's list: the delivery carries the list up to it.</summary>
    public int Position { get; init; }

    /// <summary>Total bytes of all steps up to it.</summary>
    public long ListBytes { get; init; }

    /// <summary>The endpoint is asked to start the run itself, because its SDK is unknown (wire contract 24.10).</summary>
    public bool Handshake { get; init; }
}
