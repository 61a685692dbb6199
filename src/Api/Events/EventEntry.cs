using System.Text.Json.Serialization;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>One entry of the logs (wire contract 15).</summary>
internal sealed record EventEntry
{
    private EventEntry(MessageEvent entry)
    {
        var spec = entry.Message.Spec;
        Time = entry.Time.ToUnixTimeMilliseconds();
        MessageId = entry.Message.Id;
        State = EventStates.NameOf(entry.State);
        Url = spec.Url;
        Error = entry.Error;
        NextDeliveryTime = entry.NextDeliveryAt?.ToUnixTimeMilliseconds();
        TopicName = spec.TopicName;
        EndpointName = spec.EndpointName;
        ScheduleId = spec.ScheduleId;
        QueueName = spec.QueueName;
        Api = spec.Api;
        Header = Redacted.Headers(spec);
        Body = BodyOf(entry);
        ResponseStatus = entry.Response?.Status;
        ResponseBody = entry.Response is { Body.IsEmpty: false } response ? new ShownBody(response.Body, AsBase64: true) : null;
        ResponseHeaders = HeaderMap.Of(entry.Response?.Headers ?? []);
        Timeout = spec.TimeoutMs;
        Method = spec.Method;
        Callback = spec.Callback?.Url;
        FailureCallback = spec.FailureCallback?.Url;
        CallbackHeaders = Redacted.Headers(spec, spec.Callback);
        FailureCallbackHeaders = Redacted.Headers(spec, spec.FailureCallback);
        MaxRetries = spec.MaxRetries;
        RetryDelayExpression = spec.RetryDelayExpression;
        CallerIp = string.IsNullOrEmpty(spec.CallerIp) ? null : spec.CallerIp;
        Labels = spec.Labels is [] ? null : spec.Labels;
        FlowControl = spec.FlowControl;
    }

    public long Time { get; }

    public string MessageId { get; }

    public string State { get; }

    public string Url { get; }

    public string? Error { get; }

    public long? NextDeliveryTime { get; }

    public string? TopicName { get; }

    /// <summary>The same as <see cref="TopicName"/>, under the name the Go SDK reads.</summary>
    public string? UrlGroup => TopicName;

    public string? EndpointName { get; }

    public string? ScheduleId { get; }

    public string? QueueName { get; }

    public string? Api { get; }

    public IReadOnlyDictionary<string, List<string>>? Header { get; }

    /// <summary>Base64 of the body, or its redaction placeholder.</summary>
    public ShownBody? Body { get; }

    public int? ResponseStatus { get; }

    /// <summary>Base64.</summary>
    public ShownBody? ResponseBody { get; }

    public IReadOnlyDictionary<string, List<string>>? ResponseHeaders { get; }

    /// <summary>The same as <see cref="ResponseHeaders"/>, under the name the Python SDK reads.</summary>
    public IReadOnlyDictionary<string, List<string>>? ResponseHeader => ResponseHeaders;

    /// <summary>In milliseconds.</summary>
    public long? Timeout { get; }

    public string Method { get; }

    public string? Callback { get; }

    public string? FailureCallback { get; }

    public IReadOnlyDictionary<string, List<string>>? CallbackHeaders { get; }

    public IReadOnlyDictionary<string, List<string>>? FailureCallbackHeaders { get; }

    public int MaxRetries { get; }

    public string? RetryDelayExpression { get; }

    /// <summary>The same as <see cref="RetryDelayExpression"/>, under the name the Python SDK reads.</summary>
    public string? RetryDelayExpr => RetryDelayExpression;

    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; }

    public string? Label => Labels?[0];

    public IReadOnlyList<string>? Labels { get; }

    public string? FlowControlKey => FlowControl?.Key;

    public int? Parallelism => FlowControl?.Parallelism;

    public int? Rate => FlowControl?.Rate;

    public int? Period => FlowControl?.PeriodSeconds;

    [JsonIgnore]
    public FlowControlSpec? FlowControl { get; }

    internal static EventEntry Of(MessageEvent entry) => new(entry);

    private static ShownBody? BodyOf(MessageEvent entry) => entry.Message switch
    {
        { Body.IsEmpty: true } => null,
        { Body: var body, Spec: var spec } when Redacted.HidesBody(spec) => BodyText.Placeholder(body),
        { Body: var body } => new ShownBody(body, AsBase64: true),
    };
}
