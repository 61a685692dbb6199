namespace BusQStash.Contracts.Workflows;

/// <summary>What ties a message to a workflow run.</summary>
public sealed record WorkflowMessage
{
    /// <summary>The run in the ledger.</summary>
    public long RunKey { get; init; }

    /// <summary>The run's id as its starter gave it.</summary>
    public string RunId { get; init; } = "";

    /// <summary>When the run was created, unix milliseconds; with the id it names the run for good.</summary>
    public long CreatedAt { get; init; }

    /// <summary>What the message is for.</summary>
    public WorkflowCallType CallType { get; init; }

    /// <summary>Its step's place in the run's list: the delivery carries the list up to it.</summary>
    public int Position { get; init; }

    /// <summary>Bytes of all steps up to it.</summary>
    public long ListBytes { get; init; }

    /// <summary>The endpoint is asked to start the run itself, because nobody knows which SDK is there (wire contract 24.10).</summary>
    public bool Handshake { get; init; }
}
