using System.Text.Json.Serialization;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>One entry of the logs (wire contract 15).</summary>
internal sealed record EventEntry
{
    private readonly MessageEvent _entry;
    private readonly MessageSpec _spec;

    private EventEntry(MessageEvent entry)
    {
        (_entry, _spec) = (entry, entry.Message.Spec);
        ResponseHeaders = HeaderMap.Of(entry.Response?.Headers ?? []);
    }

    public long Time => _entry.Time.ToUnixTimeMilliseconds();

    public string MessageId => _entry.Message.Id;

    public string State => EventStates.NameOf(_entry.State);

    public string Url => _spec.Url;

    public string? Error => _entry.Error;

    public long? NextDeliveryTime => _entry.NextDeliveryAt?.ToUnixTimeMilliseconds();

    public string? TopicName => _spec.TopicName;

    /// <summary>The same as <see cref="TopicName"/>, under the name the Go SDK reads.</summary>
    public string? UrlGroup => TopicName;

    public string? EndpointName => _spec.EndpointName;

    public string? ScheduleId => _spec.ScheduleId;

    public string? QueueName => _spec.QueueName;

    public string? Api => _spec.Api;

    public IReadOnlyDictionary<string, List<string>>? Header => Redacted.Headers(_spec);

    /// <summary>Base64 of the body, or its redaction placeholder.</summary>
    public ShownBody? Body => BodyOf(_entry);

    public int? ResponseStatus => _entry.Response?.Status;

    /// <summary>Base64.</summary>
    public ShownBody? ResponseBody => _entry.Response is { Body.IsEmpty: false } response ? new ShownBody(response.Body, AsBase64: true) : null;

    public IReadOnlyDictionary<string, List<string>>? ResponseHeaders { get; }

    /// <summary>The same as <see cref="ResponseHeaders"/>, under the name the Python SDK reads.</summary>
    public IReadOnlyDictionary<string, List<string>>? ResponseHeader => ResponseHeaders;

    /// <summary>In milliseconds.</summary>
    public long? Timeout => _spec.TimeoutMs;

    public string Method => _spec.Method;

    public string? Callback => _spec.Callback?.Url;

    public string? FailureCallback => _spec.FailureCallback?.Url;

    public IReadOnlyDictionary<string, List<string>>? CallbackHeaders => Redacted.Headers(_spec, _spec.Callback);

    public IReadOnlyDictionary<string, List<string>>? FailureCallbackHeaders => Redacted.Headers(_spec, _spec.FailureCallback);

    public int MaxRetries => _spec.MaxRetries;

    public string? RetryDelayExpression => _spec.RetryDelayExpression;

    /// <summary>The same as <see cref="RetryDelayExpression"/>, under the name the Python SDK reads.</summary>
    public string? RetryDelayExpr => RetryDelayExpression;

    [JsonPropertyName("callerIP")]
    public string? CallerIp => string.IsNullOrEmpty(_spec.CallerIp) ? null : _spec.CallerIp;

    public string? Label => Labels?[0];

    public IReadOnlyList<string>? Labels => _spec.Labels is [] ? null : _spec.Labels;

    public string? FlowControlKey => _spec.FlowControl?.Key;

    public int? Parallelism => _spec.FlowControl?.Parallelism;

    public int? Rate => _spec.FlowControl?.Rate;

    public int? Period => _spec.FlowControl?.PeriodSeconds;

    internal static EventEntry Of(MessageEvent entry) => new(entry);

    private static ShownBody? BodyOf(MessageEvent entry) => entry.Message switch
    {
        { Body.IsEmpty: true } => null,
        { Body: var body, Spec: var spec } when Redacted.HidesBody(spec) => BodyText.Placeholder(body),
        { Body: var body } => new ShownBody(body, AsBase64: true),
    };
}
