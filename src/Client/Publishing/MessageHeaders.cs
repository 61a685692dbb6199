using System.Globalization;
using BusQStash.Client.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Client.Publishing;

/// <summary>Turns options into the headers that carry them.</summary>
internal sealed class MessageHeaders : Dictionary<string, string>
{
    private const string Prefix = "Upstash-";

    private MessageHeaders()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    internal static MessageHeaders Of(PublishOptions options)
    {
        var headers = OfMessage(options);
        if (options.NotBefore is { } notBefore)
        {
            headers.Put("Upstash-Not-Before", (notBefore.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture));
        }

        if (options.DeduplicationId is { } id)
        {
            headers.Put("Upstash-Deduplication-Id", !id.Contains(':', StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(id)
                ? id
                : throw new ArgumentException($"'{id}' is no deduplication id: it cannot be empty or contain ':'", nameof(options)));
        }

        if (options.ContentBasedDeduplication)
        {
            headers.Put("Upstash-Content-Based-Deduplication", "true");
        }

        if (options.DeduplicationWindow is { } window)
        {
            Require.NotNegative(window, nameof(options.DeduplicationWindow));
            headers.Put("Upstash-Deduplication-Window", Seconds(window));
        }

        return headers;
    }

    internal static MessageHeaders OfMessage(MessageOptions options)
    {
        var headers = new MessageHeaders();
        headers.AddDelivery(Prefix, options);
        headers.AddCallbacks(options.Callback, options.FailureCallback);
        if (options.Labels.Count > 0)
        {
            headers.Put("Upstash-Label", string.Join(',', options.Labels));
        }

        headers.AddRedaction(options.Redact);
        return headers;
    }

    /// <summary>Sets a header, or refuses a value that would break it.</summary>
    internal void Put(string name, string value)
    {
        Require.HeaderValue(value, name);
        this[name] = value;
    }

    private void AddRedaction(Redaction? redaction)
    {
        if (redaction is null)
        {
            return;
        }

        List<string> fields = redaction.Body ? ["body"] : [];
        fields.AddRange(redaction.AllHeaders ? ["headers"] : redaction.Headers.Select(name => $"headers[{name}]"));
        if (fields.Count > 0)
        {
            Put("Upstash-Redact-Fields", string.Join(',', fields));
        }
    }

    private void AddCallbacks(CallbackOptions? callback, CallbackOptions? failureCallback)
    {
        AddCallback("Upstash-Callback", callback);
        AddCallback("Upstash-Callback-Failure-Callback", callback?.FailureCallback);
        AddCallback("Upstash-Failure-Callback", failureCallback);
        if ((failureCallback ?? callback?.FailureCallback)?.FailureCallback is not null)
        {
            throw new ArgumentException("A failure callback has no failure callback of its own");
        }
    }

    private void AddDelivery(string prefix, DeliveryOptions options)
    {
        if (options.Method is { } method)
        {
            Put($"{prefix}Method", method.Method);
        }

        if (options.Timeout is { } timeout)
        {
            Put($"{prefix}Timeout", timeout > TimeSpan.Zero
                ? Seconds(timeout)
                : throw new ArgumentOutOfRangeException(nameof(options), timeout, "A timeout must be longer than nothing."));
        }

        if (options.Retries is { } retries)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(retries, nameof(options.Retries));
            Put($"{prefix}Retries", retries.ToString(CultureInfo.InvariantCulture));
        }

        if (options.RetryDelay is { } expression)
        {
            Put($"{prefix}Retry-Delay", RetryDelayExpression.TryParse(expression, out _, out var error)
                ? expression
                : throw new ArgumentException($"'{expression}' is no retry delay: {error}", nameof(options)));
        }

        if (options.Delay is { } delay)
        {
            Require.NotNegative(delay, nameof(options.Delay));
            Put($"{prefix}Delay", Seconds(delay));
        }

        AddForwards($"{prefix}Forward-", options.Headers);
        AddFlowControl(prefix, options.FlowControl);
    }

    private void AddCallback(string name, CallbackOptions? callback)
    {
        if (callback is null)
        {
            return;
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(callback.Url);
        Put(name, callback.Url);
        AddDelivery($"{name}-", callback);
    }

    private void AddForwards(string prefix, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            Require.HeaderName(name, "Headers");
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException("Content-Type is no header to forward: set ContentType, or use a body that knows its own");
            }

            Put(prefix + name, value);
        }
    }

    private void AddFlowControl(string prefix, FlowControlLimits? limits)
    {
        if (limits is null)
        {
            return;
        }

        if (limits is { Parallelism: null, Rate: null })
        {
            throw new ArgumentException($"Flow control of '{limits.Key}' needs a parallelism or a rate");
        }

        List<string> parts = [];
        parts.AddRange(limits.Parallelism is { } parallelism ? [string.Create(CultureInfo.InvariantCulture, $"parallelism={parallelism}")] : []);
        parts.AddRange(limits.Rate is { } rate ? [string.Create(CultureInfo.InvariantCulture, $"rate={rate}")] : []);
        parts.AddRange(limits.Period is { } period ? [$"period={Seconds(period)}"] : []);
        Put($"{prefix}Flow-Control-Key", limits.Key);
        Put($"{prefix}Flow-Control-Value", string.Join(", ", parts));
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s");
}
