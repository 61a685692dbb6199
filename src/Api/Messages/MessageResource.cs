using System.Text.Json.Serialization;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>A message as the API shows it (wire contract 4).</summary>
internal record MessageResource
{
    protected MessageResource(StoredMessage message)
    {
        var spec = message.Spec;
        var body = BodyText.Of(message);
        MessageId = message.Id;
        Url = spec.Url;
        TopicName = spec.TopicName;
        EndpointName = spec.EndpointName;
        Api = spec.Api;
        Method = spec.Method;
        Header = Redacted.Headers(spec);
        Body = body.Text;
        BodyBase64 = body.Base64;
        MaxRetries = spec.MaxRetries;
        NotBefore = message.NotBefore.ToUnixTimeMilliseconds();
        CreatedAt = message.CreatedAt.ToUnixTimeMilliseconds();
        Callback = spec.Callback?.Url;
        FailureCallback = spec.FailureCallback?.Url;
        CallbackHeader = Redacted.Headers(spec, spec.Callback);
        FailureCallbackHeader = Redacted.Headers(spec, spec.FailureCallback);
        QueueName = spec.QueueName;
        ScheduleId = spec.ScheduleId;
        CallerIp = string.IsNullOrEmpty(spec.CallerIp) ? null : spec.CallerIp;
        Label = spec.Labels is [var first, ..] ? first : null;
        Labels = spec.Labels is [] ? null : spec.Labels;
        FlowControlKey = spec.FlowControl?.Key;
        Parallelism = spec.FlowControl?.Parallelism;
        Rate = spec.FlowControl?.Rate;
        Period = spec.FlowControl?.PeriodSeconds;
        RetryDelayExpression = spec.RetryDelayExpression;
        Timeout = spec.TimeoutMs;
    }

    public string MessageId { get; }

    public string Url { get; }

    public string? TopicName { get; }

    /// <summary>The same as <see cref="TopicName"/>, under the name the Go SDK reads.</summary>
    public string? UrlGroup => TopicName;

    public string? EndpointName { get; }

    public string? Api { get; }

    public string Method { get; }

    public IReadOnlyDictionary<string, List<string>>? Header { get; }

    public ShownBody? Body { get; }

    public ShownBody? BodyBase64 { get; }

    public int MaxRetries { get; }

    public long NotBefore { get; }

    public long CreatedAt { get; }

    public string? Callback { get; }

    public string? FailureCallback { get; }

    public IReadOnlyDictionary<string, List<string>>? CallbackHeader { get; }

    public IReadOnlyDictionary<string, List<string>>? FailureCallbackHeader { get; }

    public string? QueueName { get; }

    public string? ScheduleId { get; }

    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; }

    public string? Label { get; }

    public IReadOnlyList<string>? Labels { get; }

    public string? FlowControlKey { get; }

    public int? Parallelism { get; }

    public int? Rate { get; }

    public int? Period { get; }

    public string? RetryDelayExpression { get; }

    /// <summary>In milliseconds.</summary>
    public long? Timeout { get; }

    internal static MessageResource Of(StoredMessage message) => new(message);
}
