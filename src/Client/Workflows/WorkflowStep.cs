using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Workflows;

/// <summary>A step in the log of a run. What does not apply is <see langword="null"/>.</summary>
public sealed record WorkflowStep
{
    /// <summary>Its number: 0 for the start and for plans, else from 1.</summary>
    public int? StepId { get; init; }

    /// <summary>Its name.</summary>
    public string? StepName { get; init; }

    /// <summary>Its type: <c>Initial</c>, <c>Run</c>, <c>SleepFor</c>, <c>SleepUntil</c>, <c>Call</c>, <c>Wait</c>, <c>Notify</c>, <c>Invoke</c>…</summary>
    public string? StepType { get; init; }

    /// <summary>The purpose of its message.</summary>
    public string? CallType { get; init; }

    /// <summary>Its message.</summary>
    public string? MessageId { get; init; }

    /// <summary>Its result, as the SDK wrote it; for the start, the payload.</summary>
    public string? Out { get; init; }

    /// <summary>How many steps run in parallel with it, itself included.</summary>
    public int? Concurrent { get; init; }

    /// <summary>Its state.</summary>
    public WorkflowStepState State { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Maximum number of retries.</summary>
    public int? Retries { get; init; }

    /// <summary>Its wait between attempts.</summary>
    public string? RetryDelay { get; init; }

    /// <summary>Headers it was submitted with.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers { get; init; }

    /// <summary>When its next attempt is due.</summary>
    public DateTimeOffset? NextDeliveryTime { get; init; }

    /// <summary>Its failed attempts.</summary>
    public IReadOnlyList<WorkflowStepError>? Errors { get; init; }

    /// <summary>How long it sleeps.</summary>
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? SleepFor { get; init; }

    /// <summary>Until when it sleeps.</summary>
    public DateTimeOffset? SleepUntil { get; init; }

    /// <summary>The event it waits for.</summary>
    public string? WaitEventId { get; init; }

    /// <summary>Maximum wait, as the SDK wrote it.</summary>
    public string? WaitTimeoutDuration { get; init; }

    /// <summary>Until when it waits.</summary>
    public DateTimeOffset? WaitTimeoutDeadline { get; init; }

    /// <summary>Whether the wait ended without the event.</summary>
    public bool? WaitTimeout { get; init; }

    /// <summary>The URL it calls.</summary>
    public string? CallUrl { get; init; }

    /// <summary>The method of the call.</summary>
    public string? CallMethod { get; init; }

    /// <summary>The headers of the call.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CallHeaders { get; init; }

    /// <summary>The body of the call.</summary>
    public string? CallBody { get; init; }

    /// <summary>The status of the call's answer.</summary>
    public int? CallResponseStatus { get; init; }

    /// <summary>The headers of the call's answer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CallResponseHeaders { get; init; }

    /// <summary>The body of the call's answer.</summary>
    public string? CallResponseBody { get; init; }

    /// <summary>The run it invoked.</summary>
    public string? InvokedWorkflowRunId { get; init; }

    /// <summary>That run's endpoint.</summary>
    public string? InvokedWorkflowUrl { get; init; }

    /// <summary>When that run was created.</summary>
    public DateTimeOffset? InvokedWorkflowCreatedAt { get; init; }

    /// <summary>That run's payload.</summary>
    public string? InvokedWorkflowRunBody { get; init; }

    /// <summary>The headers that run was started with.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? InvokedWorkflowRunHeaders { get; init; }
}
