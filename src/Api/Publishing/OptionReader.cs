using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Durations;
using BusQStash.Rules.Headers;
using BusQStash.Rules.Signing;

namespace BusQStash.Api.Publishing;

/// <summary>
/// Reads the options that messages and their callbacks share, each behind its own prefix (wire contract 3.1, 11.4): method, timeout, retries, retry delay, delay, flow control and
/// forwarded headers. Labels, redaction and not-before belong to the message alone; <see cref="MessageSpecReader"/> reads them.
/// </summary>
internal sealed class OptionReader(HeaderLayers headers, string prefix, PublishingOptions limits, Refusals refusals)
{
    internal string Method()
    {
        const string usual = "POST";
        var text = headers.One(prefix + PublishHeader.Method);
        if (text is null)
        {
            return usual;
        }

        var method = text.ToUpperInvariant();
        if (method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE")
        {
            return method;
        }

        Malformed(PublishHeader.Method, text, "must be GET, POST, PUT, PATCH or DELETE");
        return usual;
    }

    internal long? Timeout()
    {
        if (Milliseconds(PublishHeader.Timeout) is not { } ms)
        {
            return null;
        }

        if (ms == 0)
        {
            refusals.Malformed($"invalid {prefix}{PublishHeader.Timeout}: must be longer than nothing");
        }
        else if (ms > limits.MaxTimeout.TotalMilliseconds)
        {
            OverLimit(PublishHeader.Timeout, $"at most {limits.MaxTimeout.TotalSeconds}s are allowed");
        }

        return ms;
    }

    internal int? Retries()
    {
        if (headers.One(prefix + PublishHeader.Retries) is not { } text)
        {
            return null;
        }

        if (text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Malformed(PublishHeader.Retries, text, "must be a whole number from 0");
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var retries) && retries <= limits.MaxRetries)
        {
            return retries;
        }

        OverLimit(PublishHeader.Retries, $"at most {limits.MaxRetries} are allowed");
        return null;
    }

    internal string? RetryDelay()
    {
        var text = headers.One(prefix + PublishHeader.RetryDelay);
        if (text is not null && !RetryDelayExpression.TryParse(text, out _, out var error))
        {
            refusals.Malformed($"invalid {prefix}{PublishHeader.RetryDelay}: {error}");
        }

        return text;
    }

    /// <summary>
    /// The delay, within the limit or not. Unlike a timeout it must have a unit, as on the hosted service: a publisher that meant milliseconds would wait for days without an
    /// error.
    /// </summary>
    internal long? Delay()
    {
        if (headers.One(prefix + PublishHeader.Delay) is { } text && Duration.LacksUnit(text))
        {
            Malformed(PublishHeader.Delay, text, $"missing unit in the duration: {text}s are seconds, {text}ms milliseconds");
            return null;
        }

        return Milliseconds(PublishHeader.Delay);
    }

    internal long DelayWithinLimit()
    {
        var ms = Delay() ?? 0;
        if (ms > limits.MaxDelay.TotalMilliseconds)
        {
            OverLimit(PublishHeader.Delay, $"at most {limits.MaxDelay.TotalSeconds}s are allowed");
        }

        return ms;
    }

    internal FlowControlSpec? FlowControl()
    {
        var key = headers.One(prefix + PublishHeader.FlowControlKey);
        var value = headers.One(prefix + PublishHeader.FlowControlValue);
        switch (key, value)
        {
            case (null, null):
                return null;
            case (null, _):
                refusals.Malformed($"{prefix}{PublishHeader.FlowControlValue} needs {prefix}{PublishHeader.FlowControlKey} beside it");
                return null;
            case (_, null):
                refusals.Malformed($"{prefix}{PublishHeader.FlowControlKey} needs {prefix}{PublishHeader.FlowControlValue} beside it");
                return null;
        }

        if (!Name.IsValid(key))
        {
            Malformed(PublishHeader.FlowControlKey, key, Name.Rule);
            return null;
        }

        if (FlowControlValue.Read(key, value, out var spec) is { } wrong)
        {
            Malformed(PublishHeader.FlowControlValue, value, wrong);
            return null;
        }

        return spec;
    }

    /// <summary>The headers to deliver, except the content type, which has its own header.</summary>
    internal IEnumerable<HeaderLine> Forwards()
    {
        foreach (var (name, value) in headers.Under(prefix + PublishHeader.Forward))
        {
            var full = $"{prefix}{PublishHeader.Forward}{name}";
            if (!ByteText.IsToken(name))
            {
                refusals.Malformed($"invalid header '{ByteText.ToText(full)}': a header cannot have this name");
            }
            else if (ByteText.HasControlCharacter(value))
            {
                refusals.Malformed($"invalid {full}: the value holds a control character");
            }
            else if (DestinationHeaders.MayForward(name) && !name.Equals(PublishHeader.ContentType, StringComparison.OrdinalIgnoreCase))
            {
                yield return new HeaderLine(HeaderName.Canonical(name), value);
            }
        }
    }

    /// <summary>Configuration stored with the message for later: <c>Workflow-*</c>, <c>Feature-Set</c> and <c>Standard-Webhooks</c>.</summary>
    internal IReadOnlyList<HeaderLine> Kept()
    {
        List<HeaderLine> kept = [.. headers.Under(prefix + PublishHeader.Workflow)
            .Select(header => new HeaderLine(HeaderName.Canonical(PublishHeader.Workflow + header.Name), header.Value))];
        // Go's client sends its features in two lines (wire contract 24.2).
        string[] features = [.. headers.Parts(prefix + PublishHeader.FeatureSet)];
        if (features.Length > 0)
        {
            kept.Add(new HeaderLine(PublishHeader.FeatureSet, string.Join(',', features)));
        }

        if (headers.One(prefix + PublishHeader.StandardWebhooks) is { } schemes)
        {
            if (!WebhookSchemeNames.TryParse(schemes, out _))
            {
                Malformed(PublishHeader.StandardWebhooks, schemes, WebhookSchemeNames.Rule);
            }

            kept.Add(new HeaderLine(PublishHeader.StandardWebhooks, schemes));
        }

        foreach (var (name, value) in kept)
        {
            if (!ByteText.IsToken(name))
            {
                refusals.Malformed($"invalid header '{ByteText.ToText(prefix + name)}': a header cannot have this name");
            }
            else if (ByteText.HasControlCharacter(value))
            {
                refusals.Malformed($"invalid {prefix}{name}: the value holds a control character");
            }
        }

        return kept;
    }

    private long? Milliseconds(string option)
    {
        if (headers.One(prefix + option) is not { } text)
        {
            return null;
        }

        if (Duration.TryParse(text, out var ms))
        {
            return ms;
        }

        Malformed(option, text, "must be a duration such as 50s, 10m or 1d10h30m");
        return null;
    }

    private void Malformed(string option, string text, string rule) =>
        refusals.Malformed($"invalid {prefix}{option} '{ByteText.ToText(text)}': {rule}");

    private void OverLimit(string option, string rule) => refusals.OverLimit($"{prefix}{option} is over the limit: {rule}");
}
