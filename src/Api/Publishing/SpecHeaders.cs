using System.Globalization;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>
/// Writes a stored message as the publish headers that would make it; <see cref="MessageSpecReader"/> reads the same spec back. Destination and origin (URL, queue, group,
/// schedule, caller) are not headers and are left out. As the lowest layer of <see cref="HeaderLayers"/>, these headers are overridden name by name, a blank header removes an option,
/// and what remains is checked against the limits of today.
/// </summary>
internal static class SpecHeaders
{
    internal static IReadOnlyList<HeaderLine> Of(MessageSpec spec)
    {
        List<HeaderLine> lines =
        [
            .. Delivered(spec.Headers, PublishHeader.Prefix),
            .. Common(PublishHeader.Prefix, spec.Method, spec.TimeoutMs, spec.MaxRetries, spec.RetryDelayExpression),
            .. Flow(PublishHeader.Prefix, spec.FlowControl),
            .. Kept(PublishHeader.Prefix, spec.Options),
            .. Callback(spec.Callback, PublishHeader.Callback, PublishHeader.CallbackPrefix),
            .. Callback(spec.Callback?.FailureCallback, PublishHeader.CallbackFailureCallback, PublishHeader.CallbackFailureCallbackPrefix),
            .. Callback(spec.FailureCallback, PublishHeader.FailureCallback, PublishHeader.FailureCallbackPrefix),
        ];
        if (spec.Labels.Count > 0)
        {
            lines.Add(new HeaderLine(PublishHeader.Label, string.Join(',', spec.Labels)));
        }

        if (spec.Redaction is { } redaction)
        {
            lines.Add(new HeaderLine(PublishHeader.RedactFields, Fields(redaction)));
        }

        if (spec.NotBefore is { } notBefore)
        {
            lines.Add(new HeaderLine(PublishHeader.NotBefore, (notBefore / 1000m).ToString(CultureInfo.InvariantCulture)));
        }

        return lines;
    }

    private static IEnumerable<HeaderLine> Delivered(IReadOnlyList<HeaderLine> headers, string prefix) => headers.Select(header =>
        prefix == PublishHeader.Prefix && header.Name.Equals(PublishHeader.ContentType, StringComparison.OrdinalIgnoreCase)
            ? header
            : new HeaderLine($"{prefix}{PublishHeader.Forward}{header.Name}", header.Value));

    private static IEnumerable<HeaderLine> Common(string prefix, string method, long? timeoutMs, int? retries, string? retryDelay)
    {
        yield return new HeaderLine(prefix + PublishHeader.Method, method);
        if (timeoutMs is { } timeout)
        {
            yield return new HeaderLine(prefix + PublishHeader.Timeout, Milliseconds(timeout));
        }

        if (retries is { } count)
        {
            yield return new HeaderLine(prefix + PublishHeader.Retries, count.ToString(CultureInfo.InvariantCulture));
        }

        if (retryDelay is not null)
        {
            yield return new HeaderLine(prefix + PublishHeader.RetryDelay, retryDelay);
        }
    }

    private static IEnumerable<HeaderLine> Flow(string prefix, FlowControlSpec? flow)
    {
        if (flow is null)
        {
            yield break;
        }

        List<string> limits = [string.Create(CultureInfo.InvariantCulture, $"period={flow.PeriodSeconds}s")];
        if (flow.Parallelism is { } parallelism)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"parallelism={parallelism}"));
        }

        if (flow.Rate is { } rate)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"rate={rate}"));
        }

        yield return new HeaderLine(prefix + PublishHeader.FlowControlKey, flow.Key);
        yield return new HeaderLine(prefix + PublishHeader.FlowControlValue, string.Join(", ", limits));
    }

    private static IEnumerable<HeaderLine> Kept(string prefix, IReadOnlyList<HeaderLine> options) =>
        options.Select(option => new HeaderLine(prefix + option.Name, option.Value));

    private static IEnumerable<HeaderLine> Callback(CallbackSpec? callback, string urlHeader, string prefix) => callback is null
        ? []
        :
        [
            new HeaderLine(urlHeader, callback.Url),
            .. Delivered(callback.Headers, prefix),
            .. Common(prefix, callback.Method, callback.TimeoutMs, callback.Retries, callback.RetryDelayExpression),
            .. callback.DelayMs > 0 ? [new HeaderLine(prefix + PublishHeader.Delay, Milliseconds(callback.DelayMs))] : Array.Empty<HeaderLine>(),
            .. Flow(prefix, callback.FlowControl),
            .. Kept(prefix, callback.Options),
        ];

    private static string Fields(RedactionSpec redaction) => string.Join(',',
    [
        .. redaction.Body ? ["body"] : Array.Empty<string>(),
        .. redaction.AllHeaders ? ["headers"] : Array.Empty<string>(),
        .. redaction.Headers.Select(name => $"headers[{name}]"),
    ]);

    private static string Milliseconds(long ms) => string.Create(CultureInfo.InvariantCulture, $"{ms}ms");
}
