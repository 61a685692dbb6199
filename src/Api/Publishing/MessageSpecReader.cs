using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Headers;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>
/// Reads publish headers into a typed, validated message spec, without the destination (wire contract 3.1). Header forwarding, labels, redaction and not-before are read here,
/// the options that callbacks have too by <see cref="OptionReader"/>.
/// </summary>
internal sealed class MessageSpecReader(DestinationRules destinations, IOptions<PublishingOptions> options)
{
    private readonly PublishingOptions _limits = options.Value;

    /// <param name="headers">All layers of headers.</param>
    /// <param name="own">The request's own headers: what <c>Upstash-Header-Forward</c> forwards.</param>
    /// <param name="now">When the request arrived.</param>
    /// <param name="refusals">Collects the errors.</param>
    internal MessageSpec Read(HeaderLayers headers, IReadOnlyList<HeaderLine> own, DateTimeOffset now, Refusals refusals)
    {
        var options = new OptionReader(headers, PublishHeader.Prefix, _limits, refusals);
        var callbacks = new CallbackReader(headers, destinations, _limits, refusals);
        return new MessageSpec
        {
            Method = options.Method(),
            Headers = Delivered(headers, own, options, refusals),
            TimeoutMs = options.Timeout(),
            MaxRetries = options.Retries() ?? _limits.DefaultRetries,
            RetryDelayExpression = options.RetryDelay(),
            Callback = callbacks.Callback(),
            FailureCallback = callbacks.FailureCallback(),
            Labels = Labels(headers, refusals),
            FlowControl = options.FlowControl(),
            Redaction = Redaction(headers, refusals),
            NotBefore = NotBefore(headers, options, now, refusals),
            Options = options.Kept(),
        };
    }

    internal static bool Flag(HeaderLayers headers, string name, Refusals refusals)
    {
        var text = headers.One(name);
        if (text is not null && !bool.TryParse(text, out _))
        {
            refusals.Malformed($"invalid {name} '{ByteText.ToText(text)}': must be true or false");
        }

        return bool.TryParse(text, out var flag) && flag;
    }

    private List<HeaderLine> Delivered(HeaderLayers headers, IReadOnlyList<HeaderLine> own, OptionReader options, Refusals refusals)
    {
        List<HeaderLine> delivered = [];

        // The plain header wins: JavaScript clients send both, Go clients only the forwarded one.
        if ((headers.One(PublishHeader.ContentType) ?? headers.One(PublishHeader.ForwardContentType)) is { } contentType)
        {
            CheckValue(PublishHeader.ContentType, contentType, refusals);
            delivered.Add(new HeaderLine(PublishHeader.ContentType, contentType));
        }

        delivered.AddRange(options.Forwards());
        if (Flag(headers, PublishHeader.HeaderForward, refusals))
        {
            var named = delivered.Select(header => header.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            delivered.AddRange(OwnHeaders(own, refusals).Where(header => !named.Contains(header.Name)));
        }

        if (delivered.Count > _limits.MaxHeaders)
        {
            refusals.OverLimit($"too many forwarded headers: at most {_limits.MaxHeaders} are allowed");
        }
        else if (delivered.Sum(header => header.Name.Length + header.Value.Length) > _limits.MaxHeaderBytes)
        {
            refusals.OverLimit($"forwarded headers are too large: at most {_limits.MaxHeaderBytes} bytes are allowed");
        }

        return delivered;
    }

    /// <summary>Every header of the request itself except this API's and the connection's.</summary>
    private static IEnumerable<HeaderLine> OwnHeaders(IReadOnlyList<HeaderLine> own, Refusals refusals)
    {
        var ofTheConnection = own
            .Where(header => header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in own)
        {
            if (name.StartsWith(PublishHeader.Prefix, StringComparison.OrdinalIgnoreCase)
                || !ByteText.IsToken(name)
                || !DestinationHeaders.MayForward(name)
                || ofTheConnection.Contains(name))
            {
                continue;
            }

            CheckValue(name, value, refusals);
            yield return new HeaderLine(HeaderName.Canonical(name), value);
        }
    }

    private static void CheckValue(string name, string value, Refusals refusals)
    {
        if (ByteText.HasControlCharacter(value))
        {
            refusals.Malformed($"invalid {name}: the value holds a control character");
        }
    }

    private List<string> Labels(HeaderLayers headers, Refusals refusals)
    {
        List<string> labels = [.. headers.Parts(PublishHeader.Label).Distinct(StringComparer.Ordinal)];
        if (labels.Find(label => !Name.IsValid(label)) is { } wrong)
        {
            refusals.Malformed($"invalid {PublishHeader.Label} '{ByteText.ToText(wrong)}': {Name.Rule}");
        }
        else if (labels.Count > _limits.MaxLabels)
        {
            refusals.OverLimit($"too many labels in {PublishHeader.Label}: at most {_limits.MaxLabels} are allowed");
        }

        return labels;
    }

    private static RedactionSpec? Redaction(HeaderLayers headers, Refusals refusals)
    {
        if (RedactFields.Read(headers.Parts(PublishHeader.RedactFields), out var redaction) is { } wrong)
        {
            refusals.Malformed($"invalid {PublishHeader.RedactFields}: {wrong}");
        }

        return redaction;
    }

    /// <summary>The earliest delivery in unix milliseconds: not-before overrides delay; <see langword="null"/> when it is not in the future.</summary>
    private long? NotBefore(HeaderLayers headers, OptionReader options, DateTimeOffset now, Refusals refusals)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        if (headers.One(PublishHeader.NotBefore) is not { } text)
        {
            var delay = options.DelayWithinLimit();
            return delay > 0 ? nowMs + delay : null;
        }

        _ = options.Delay();
        const int longest = 20;
        if (text.Length > longest || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            refusals.Malformed($"invalid {PublishHeader.NotBefore} '{ByteText.ToText(text)}': must be a time in unix seconds");
            return null;
        }

        if ((seconds * 1000) - nowMs > (decimal)_limits.MaxDelay.TotalMilliseconds)
        {
            refusals.OverLimit($"{PublishHeader.NotBefore} is over the limit: at most {_limits.MaxDelay.TotalSeconds}s from now are allowed");
            return null;
        }

        var at = (long)Math.Ceiling(seconds * 1000);
        return at > nowMs ? at : null;
    }
}
