using System.Text.Json.Serialization;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>A message as the API shows it (wire contract 4).</summary>
internal record MessageResource
{
    private readonly StoredMessage _message;
    private readonly MessageSpec _spec;

    protected MessageResource(StoredMessage message)
    {
        (_message, _spec) = (message, message.Spec);
        (Body, BodyBase64) = BodyText.Of(message);
    }

    public string MessageId => _message.Id;

    public string Url => _spec.Url;

    public string? TopicName => _spec.TopicName;

    /// <summary>The same as <see cref="TopicName"/>, under the name the Go SDK reads.</summary>
    public string? UrlGroup => TopicName;

    public string? EndpointName => _spec.EndpointName;

    public string? Api => _spec.Api;

    public string Method => _spec.Method;

    public IReadOnlyDictionary<string, List<string>>? Header => Redacted.Headers(_spec);

    public ShownBody? Body { get; }

    public ShownBody? BodyBase64 { get; }

    public int MaxRetries => _spec.MaxRetries;

    public long NotBefore => _message.NotBefore.ToUnixTimeMilliseconds();

    public long CreatedAt => _message.CreatedAt.ToUnixTimeMilliseconds();

    public string? Callback => _spec.Callback?.Url;

    public string? FailureCallback => _spec.FailureCallback?.Url;

    public IReadOnlyDictionary<string, List<string>>? CallbackHeader => Redacted.Headers(_spec, _spec.Callback);

    public IReadOnlyDictionary<string, List<string>>? FailureCallbackHeader => Redacted.Headers(_spec, _spec.FailureCallback);

    public string? QueueName => _spec.QueueName;

    public string? ScheduleId => _spec.ScheduleId;

    [JsonPropertyName("callerIP")]
    public string? CallerIp => string.IsNullOrEmpty(_spec.CallerIp) ? null : _spec.CallerIp;

    public string? Label => _spec.Labels is [var first, ..] ? first : null;

    public IReadOnlyList<string>? Labels => _spec.Labels is [] ? null : _spec.Labels;

    public string? FlowControlKey => _spec.FlowControl?.Key;

    public int? Parallelism => _spec.FlowControl?.Parallelism;

    public int? Rate => _spec.FlowControl?.Rate;

    public int? Period => _spec.FlowControl?.PeriodSeconds;

    public string? RetryDelayExpression => _spec.RetryDelayExpression;

    /// <summary>In milliseconds.</summary>
    public long? Timeout => _spec.TimeoutMs;

    internal static MessageResource Of(StoredMessage message) => new(message);
}
