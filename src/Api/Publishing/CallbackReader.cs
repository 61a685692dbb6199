using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>Reads the callback configuration and refuses at publish time what would fail at delivery (wire contract 11.4).</summary>
internal sealed class CallbackReader(HeaderLayers headers, DestinationRules destinations, PublishingOptions limits, Refusals refusals)
{
    internal CallbackSpec? Callback()
    {
        var callback = Read(PublishHeader.Callback, PublishHeader.CallbackPrefix);
        return callback is null
            ? null
            : callback with { FailureCallback = Read(PublishHeader.CallbackFailureCallback, PublishHeader.CallbackFailureCallbackPrefix) };
    }

    internal CallbackSpec? FailureCallback() => Read(PublishHeader.FailureCallback, PublishHeader.FailureCallbackPrefix);

    private CallbackSpec? Read(string urlHeader, string prefix)
    {
        if (headers.One(urlHeader) is not { } text)
        {
            return null;
        }

        if (destinations.Read(text, out var url) is { } wrong)
        {
            refusals.Malformed($"invalid {urlHeader}: {wrong}");
            return null;
        }

        var options = new OptionReader(headers, prefix, limits, refusals);
        return new CallbackSpec
        {
            Url = url,
            Method = options.Method(),
            TimeoutMs = options.Timeout(),
            Retries = options.Retries(),
            RetryDelayExpression = options.RetryDelay(),
            DelayMs = options.DelayWithinLimit(),
            Headers = [.. options.Forwards()],
            Options = options.Kept(),
            FlowControl = options.FlowControl(),
        };
    }
}
