using System.Text.Json.Serialization;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>A schedule as the API shows it (wire contract 18.3).</summary>
internal sealed record ScheduleResource
{
    private readonly Schedule _schedule;
    private readonly MessageSpec _spec;

    /// <param name="schedule">The schedule.</param>
    /// <param name="spec">The options its headers set for every message.</param>
    /// <param name="delayMs">The delay of each message in milliseconds.</param>
    /// <param name="states">The states of its last firing's messages.</param>
    internal ScheduleResource(Schedule schedule, MessageSpec spec, long? delayMs, IReadOnlyDictionary<string, string>? states)
    {
        const int second = 1000;
        (_schedule, _spec, LastScheduleStates) = (schedule, spec, states);
        (Body, BodyBase64) = BodyText.Of(spec, schedule.Body);
        Delay = (delayMs + second - 1) / second;
    }

    public string ScheduleId => _schedule.Id;

    public string Cron => _schedule.Cron;

    public string Destination => ByteText.ToText(_schedule.Destination);

    public long CreatedAt => _schedule.CreatedAt.ToUnixTimeMilliseconds();

    public string Method => _spec.Method;

    public IReadOnlyDictionary<string, List<string>>? Header => Redacted.Headers(_spec);

    public ShownBody? Body { get; }

    public ShownBody? BodyBase64 { get; }

    public int Retries => _spec.MaxRetries;

    /// <summary>In seconds, rounded up.</summary>
    public long? Delay { get; }

    /// <summary>In milliseconds, as for messages.</summary>
    public long? Timeout => _spec.TimeoutMs;

    public string? Callback => _spec.Callback?.Url;

    public string? FailureCallback => _spec.FailureCallback?.Url;

    public IReadOnlyDictionary<string, List<string>>? CallbackHeader => Redacted.Headers(_spec, _spec.Callback);

    public IReadOnlyDictionary<string, List<string>>? FailureCallbackHeader => Redacted.Headers(_spec, _spec.FailureCallback);

    [JsonPropertyName("callerIP")]
    public string? CallerIp => string.IsNullOrEmpty(_schedule.CallerIp) ? null : _schedule.CallerIp;

    public bool IsPaused => _schedule.Paused;

    public string? QueueName => _schedule.QueueName;

    public string? FlowControlKey => _spec.FlowControl?.Key;

    public int? Parallelism => _spec.FlowControl?.Parallelism;

    public int? Rate => _spec.FlowControl?.Rate;

    public int? Period => _spec.FlowControl?.PeriodSeconds;

    public string? RetryDelayExpression => _spec.RetryDelayExpression;

    public string? Label => _spec.Labels is [var first, ..] ? first : null;

    public IReadOnlyList<string>? Labels => _spec.Labels is [] ? null : _spec.Labels;

    public long? LastScheduleTime => _schedule.LastAt?.ToUnixTimeMilliseconds();

    /// <summary>Left out while paused, because no next firing is planned.</summary>
    public long? NextScheduleTime => _schedule.Paused ? null : _schedule.NextAt?.ToUnixTimeMilliseconds();

    public IReadOnlyDictionary<string, string>? LastScheduleStates { get; }

    public string? Error => _schedule.Error;
}
