using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Durations;

namespace BusQStash.Api.Publishing;

/// <summary>How a request asks for deduplication (wire contract 6.3).</summary>
/// <param name="Id">The publisher's own id.</param>
/// <param name="ByContent">Without an id: whether the key is derived from the message's content.</param>
/// <param name="Window">How long the key is remembered.</param>
internal sealed record Deduplication(string? Id, bool ByContent, TimeSpan Window)
{
    /// <summary>No deduplication.</summary>
    internal static readonly Deduplication None = new(null, false, TimeSpan.Zero);

    internal static Deduplication Read(HeaderLayers headers, PublishingOptions limits, Refusals refusals) => new(
        DeduplicationKey.ReadId(headers, refusals),
        MessageSpecReader.Flag(headers, PublishHeader.ContentBasedDeduplication, refusals),
        ReadWindow(headers, limits, refusals));

    /// <summary>The deduplication key of one message; <see langword="null"/> without deduplication.</summary>
    internal string? KeyFor(MessageSpec spec, ReadOnlySpan<byte> body, string? groupEndpointUrl) =>
        Id is not null ? DeduplicationKey.OfId(Id, groupEndpointUrl)
        : ByContent ? DeduplicationKey.OfContent(spec, body)
        : null;

    private static TimeSpan ReadWindow(HeaderLayers headers, PublishingOptions limits, Refusals refusals)
    {
        if (headers.One(PublishHeader.DeduplicationWindow) is not { } text)
        {
            return limits.DeduplicationWindow;
        }

        if (!Duration.TryParse(text, out var ms) || ms == 0)
        {
            refusals.Malformed($"invalid {PublishHeader.DeduplicationWindow} '{ByteText.ToText(text)}': must be a duration such as 50s, 10m or 1d10h30m");
        }
        else if (ms > limits.MaxDeduplicationWindow.TotalMilliseconds)
        {
            refusals.OverLimit($"{PublishHeader.DeduplicationWindow} is over the limit: at most {limits.MaxDeduplicationWindow.TotalSeconds}s are allowed");
        }

        return TimeSpan.FromMilliseconds(Math.Min(ms, limits.MaxDeduplicationWindow.TotalMilliseconds));
    }
}
