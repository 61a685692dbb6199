using System.Collections.Frozen;
using BusQStash.Rules.Headers;

namespace BusQStash.Api.Publishing;

/// <summary>Which header names a publisher can have delivered.</summary>
internal static class DeliveredHeaders
{
    private const string Proxy = "Proxy-";

    /// <summary>Headers of one connection (RFC 9110, 7.6.1) and those the HTTP client writes itself.</summary>
    private static readonly FrozenSet<string> OfTheConnection = FrozenSet.ToFrozenSet(
        [
            "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Host", "Content-Length", "HTTP2-Settings",
        ],
        HeaderLookalikes.Comparer);

    /// <summary>What a receiver trusts because the delivery itself sets it: nobody else may.</summary>
    private static readonly FrozenSet<string> OfTheDelivery = FrozenSet.ToFrozenSet(
        [
            "Upstash-Signature", "Upstash-Message-Id", "Upstash-Retried", "Upstash-Max-Retries", "Upstash-Topic-Name", "Upstash-Schedule-Id",
            "Upstash-Caller-Ip", "Upstash-Region",
        ],
        HeaderLookalikes.Comparer);

    internal static bool MayCarry(string name) =>
        !OfTheConnection.Contains(name)
        && !OfTheDelivery.Contains(name)
        && !HeaderLookalikes.Comparer.Equals(name[..Math.Min(name.Length, Proxy.Length)], Proxy);
}
