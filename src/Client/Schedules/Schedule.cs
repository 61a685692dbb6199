using System.Text;
using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Schedules;

/// <summary>A schedule. What does not apply is <see langword="null"/>.</summary>
public sealed record Schedule
{
    /// <summary>Its id.</summary>
    public required string ScheduleId { get; init; }

    /// <summary>When it fires: five fields of cron, with <c>CRON_TZ=zone</c> before them unless UTC is meant.</summary>
    public required string Cron { get; init; }

    /// <summary>Where its messages go: a URL, a URL group, or <c>api/NAME</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The method.</summary>
    public string Method { get => field ?? "POST"; init; }

    /// <summary>The headers the destination gets.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Header { get; init; }

    /// <summary>The body, where it is text in UTF-8 (or redacted).</summary>
    public string? Body { get; init; }

    /// <summary>The body in base64, where it is not text.</summary>
    public string? BodyBase64 { get; init; }

    /// <summary>Maximum number of retries.</summary>
    public int Retries { get; init; }

    /// <summary>The delay of each message.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? Delay { get; init; }

    /// <summary>The timeout of an attempt.</summary>
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where callbacks go.</summary>
    public string? Callback { get; init; }

    /// <summary>Headers callbacks carry.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CallbackHeader { get; init; }

    /// <summary>Where failure callbacks go.</summary>
    public string? FailureCallback { get; init; }

    /// <summary>Headers failure callbacks carry.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? FailureCallbackHeader { get; init; }

    /// <summary>The address of its creator.</summary>
    [JsonPropertyName("callerIP")]
    public string? CallerIp { get; init; }

    /// <summary>Whether it is paused: firings are then skipped.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The queue its messages go through.</summary>
    public string? QueueName { get; init; }

    /// <summary>Labels of its messages.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Their flow-control key.</summary>
    public string? FlowControlKey { get; init; }

    /// <summary>The key's parallelism.</summary>
    public int? Parallelism { get; init; }

    /// <summary>The key's rate.</summary>
    public int? Rate { get; init; }

    /// <summary>The period of the rate.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? Period { get; init; }

    /// <summary>The wait between attempts.</summary>
    public string? RetryDelayExpression { get; init; }

    /// <summary>When it last fired.</summary>
    public DateTimeOffset? LastScheduleTime { get; init; }

    /// <summary>When it fires next.</summary>
    public DateTimeOffset? NextScheduleTime { get; init; }

    /// <summary>The states of its last messages: id to <c>IN_PROGRESS</c>, <c>SUCCESS</c> or <c>FAIL</c>.</summary>
    public IReadOnlyDictionary<string, string>? LastScheduleStates { get; init; }

    /// <summary>Why it could not fire; <see langword="null"/> otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>The bytes of the body, text or not.</summary>
    public byte[] GetBody() => BodyBase64 is { } base64 ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(Body ?? "");
}
