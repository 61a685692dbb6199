using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A step of a run with its message.</summary>
public sealed class StepRecord
{
    /// <summary>The body of a step's message. A delivered one has nothing more to show; calls keep their request in theirs.</summary>
    internal const string Content = $"case when s.kind = {StepKindSql.Call} or m.state <> {MessageStateSql.Delivered} then p.body end";

    internal const string Columns =
        $"""
        s.run_key as RunKey, s.kind as KindNumber, s.step_id as StepId, s.target_step as TargetStep, s.position as Position, s.message_id as MessageId,
        s.name as Name, s.type as Type, s.concurrent as Concurrent, s.body as Body, s.created_at as CreatedAt, s.event_id as EventId,
        s.timeout as Timeout, s.deadline as Deadline, m.state as MessageNumber, m.attempts as Attempts, m.not_before as NotBefore, p.spec as SpecJson,
        {Content} as MessageBody, c.run_id as InvokedRunId, c.url as InvokedUrl, c.created_at as InvokedCreatedAt, c.configuration as InvokedConfiguration,
        cs.body as InvokedBody
        """;

    internal const string From =
        $"""
        from workflow_step s
        left join message m on m.id = s.message_id
        left join payload p on p.message_id = s.message_id
        left join workflow_run c on c.run_key = s.invoked_key
        left join workflow_step cs on cs.run_key = s.invoked_key and cs.kind = {StepKindSql.Entry} and cs.step_id = 0 and cs.target_step = 0
        """;

    private MessageSpec? _spec;

    /// <summary>The run.</summary>
    public long RunKey { get; init; }

    /// <summary>Kind of the step.</summary>
    public StepKind Kind => (StepKind)KindNumber;

    /// <summary>Its number.</summary>
    public int StepId { get; init; }

    /// <summary>The number of the step that a plan step stands for.</summary>
    public int TargetStep { get; init; }

    /// <summary>Its place in the list.</summary>
    public int? Position { get; init; }

    /// <summary>Id of its message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its type.</summary>
    public string? Type { get; init; }

    /// <summary>Number of steps in its parallel block.</summary>
    public int Concurrent { get; init; }

    /// <summary>The step as submitted.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>When it was submitted, unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The event it waits for.</summary>
    public string? EventId { get; init; }

    /// <summary>The timeout as submitted.</summary>
    public string? Timeout { get; init; }

    /// <summary>End of the wait, unix milliseconds.</summary>
    public long? Deadline { get; init; }

    /// <summary>State of its message; <see langword="null"/> when the message does not exist or was deleted.</summary>
    public MessageState? MessageState => (MessageState?)MessageNumber;

    /// <summary>Attempts made to deliver its message.</summary>
    public int? Attempts { get; init; }

    /// <summary>When the next attempt of its message is due.</summary>
    public long? NotBefore { get; init; }

    /// <summary>The body of its message.</summary>
    public byte[]? MessageBody { get; init; }

    /// <summary>Id of the run it invoked.</summary>
    public string? InvokedRunId { get; init; }

    /// <summary>That run's endpoint.</summary>
    public string? InvokedUrl { get; init; }

    /// <summary>When that run was created.</summary>
    public long? InvokedCreatedAt { get; init; }

    /// <summary>That run's payload.</summary>
    public byte[]? InvokedBody { get; init; }

    /// <summary>Spec of its message, where it is needed.</summary>
    public MessageSpec? Spec => _spec ??= SpecJson is null ? null : JsonSerializer.Deserialize(SpecJson, LedgerJson.Default.MessageSpec);

    /// <summary>Spec of that run's trigger.</summary>
    public MessageSpec? InvokedSpec => InvokedConfiguration is null ? null : JsonSerializer.Deserialize(InvokedConfiguration, LedgerJson.Default.MessageSpec);

    /// <summary>Failed attempts to deliver its message.</summary>
    public IReadOnlyList<StepError> Errors { get; internal set; } = [];

    internal int KindNumber { get; init; }

    internal int? MessageNumber { get; init; }

    internal byte[]? SpecJson { get; init; }

    internal byte[]? InvokedConfiguration { get; init; }
}
