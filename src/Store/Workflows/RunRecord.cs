using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows;

/// <summary>A run as the log shows it.</summary>
public sealed class RunRecord
{
    internal const string Columns =
        """
        r.run_key as RunKey, r.run_id as RunId, r.created_at as CreatedAt, r.url as Url, r.state as StateNumber, r.configuration as Configuration,
        r.caller_ip as CallerIp, r.completed_at as CompletedAt, r.response as Response, r.dlq_id as DeadLetterId, r.failure_state as FailureNumber,
        r.failure_message_id as FailureMessageId, r.failure_status as FailureStatus, r.failure_headers as FailureHeaders, r.failure_body as FailureBody,
        i.run_id as InvokerRunId, i.url as InvokerUrl, i.created_at as InvokerCreatedAt
        """;

    internal const string From = "from workflow_run r left join workflow_run i on i.run_key = r.invoker_key";

    private MessageSpec? _spec;

    /// <summary>The run's key in the ledger.</summary>
    public long RunKey { get; init; }

    /// <summary>Its id.</summary>
    public string RunId { get; init; } = "";

    /// <summary>When it was created, unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Its endpoint.</summary>
    public string Url { get; init; } = "";

    /// <summary>Its state.</summary>
    public RunState State => (RunState)StateNumber;

    /// <summary>Client address of the trigger.</summary>
    public string? CallerIp { get; init; }

    /// <summary>When it ended.</summary>
    public long? CompletedAt { get; init; }

    /// <summary>The function's return value.</summary>
    public byte[]? Response { get; init; }

    /// <summary>Id of its dead letter.</summary>
    public string? DlqId => DeadLetterId;

    /// <summary>State of its failure callback.</summary>
    public FailureState? Failure => (FailureState?)FailureNumber;

    /// <summary>Message id of that callback.</summary>
    public string? FailureMessageId { get; init; }

    /// <summary>Its answer.</summary>
    public ResponseRecord? FailureResponse => ResponseColumns.Read(FailureStatus, FailureHeaders, FailureBody, false);

    /// <summary>Id of the run that invoked it.</summary>
    public string? InvokerRunId { get; init; }

    /// <summary>That run's endpoint.</summary>
    public string? InvokerUrl { get; init; }

    /// <summary>When that run was created.</summary>
    public long? InvokerCreatedAt { get; init; }

    /// <summary>The message spec of the run's trigger.</summary>
    public MessageSpec Spec => _spec ??= JsonSerializer.Deserialize(Configuration, LedgerJson.Default.MessageSpec)!;

    internal string? DeadLetterId { get; init; }

    internal int StateNumber { get; init; }

    internal int? FailureNumber { get; init; }

    internal int? FailureStatus { get; init; }

    internal byte[]? FailureHeaders { get; init; }

    internal byte[]? FailureBody { get; init; }

    internal byte[] Configuration { get; init; } = [];
}
