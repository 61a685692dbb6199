using System.Text.Json.Serialization;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>A schedule as the API shows it (wire contract 18.3).</summary>
internal sealed record ScheduleResource
{
    /// <param name="schedule">The schedule.</param>
    /// <param name="spec">The options its headers set for every message.</param>
    /// <param name="delayMs">The delay of each message in milliseconds.</param>
    /// <param name="states">The states of its last firing's messages.</param>
    internal ScheduleResource(Schedule schedule, MessageSpec spec, long? delayMs, IReadOnlyDictionary<string, string>? states)
    {
        const int second = 1000;
        var body = BodyText.Of(spec, schedule.Body);
        ScheduleId = schedule.Id;
        Cron = schedule.Cron;
        Destination = ByteText.ToText(schedule.Destination);
        CreatedAt = schedule.CreatedAt.ToUnixTimeMilliseconds();
        Method = spec.Method;
        Header = Redacted.Headers(spec);
        Body = body.Text;
        BodyBase64 = body.Base64;
        Retries = spec.MaxRetries;
        Delay = (delayMs + second - 1) / second;
        Timeout = spec.TimeoutMs;
        Callback = spec.Callback?.Url;
        FailureCallback = spec.FailureCallback?.Url;
        CallbackHeader = Redacted.Headers(spec, spec.Callback);
        FailureCallbackHeader = Redacted.Headers(spec, spec.FailureCallback);
        CallerIp = string.IsNullOrEmpty(schedule.CallerIp) ? null : schedule.CallerIp;
        IsPaused = schedule.Paused;
        QueueName = schedule.QueueName;
        FlowControlKey = spec.FlowControl?.Key;
        Parallelism = spec.FlowControl?.Parallelism;
        Rate = spec.FlowControl?.Rate;
        Period = spec.FlowControl?.PeriodSeconds;
        RetryDelayExpression = spec.RetryDelayExpression;
        Label = spec.Labels is [var first, ..] ? first : null;
        Labels = spec.Labels is [] ? null : spec.Labels;
        LastScheduleTime = schedule.LastAt?.ToUnixTimeMilliseconds();
        NextScheduleTime = schedule.Paused ? null : schedule.NextAt?.ToUnixTimeMilliseconds();
        LastScheduleStates = states;
        Error = schedule.Error;
    }

    public string ScheduleId { get; }

    public string Cron { get; }

    public string Destination { get; }

    public long CreatedAt { get; }

    public string Method { get; }

    public IReadOnlyDictionary<string, List<string>>? Header { get; }

    public ShownBody? Body { get; }

    public ShownBody? BodyBase64 { get; }

    public int Retries { get; }

    /// <summary>In seconds, rounded up.</summary>
    public long? Delay { get; }

    /// <summary>In milliseconds, as for messages.</summary>
    public long? Timeout { get; }

    public string? Callback { get; }

    public string? FailureCallback { get; }

    public IReadOnlyDictionary<string, List<string>>? CallbackHeader { get; }

    public IReadOnlyDictionary<string, List<string>>? FailureCallbackHeader { get; }

    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; }

    public bool IsPaused { get; }

    public string? QueueName { get; }

    public string? FlowControlKey { get; }

    public int? Parallelism { get; }

    public int? Rate { get; }

    public int? Period { get; }

    public string? RetryDelayExpression { get; }

    public string? Label { get; }

    public IReadOnlyList<string>? Labels { get; }

    public long? LastScheduleTime { get; }

    /// <summary>Left out while paused, because no next firing is planned.</summary>
    public long? NextScheduleTime { get; }

    public IReadOnlyDictionary<string, string>? LastScheduleStates { get; }

    public string? Error { get; }
}
