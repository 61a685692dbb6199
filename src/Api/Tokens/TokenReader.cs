using BusQStash.Api.Http;
using BusQStash.Rules.Durations;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>Reads the properties of a token to create or rotate.</summary>
internal static class TokenReader
{
    private static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    /// <summary>Upper bound of the overlap: a rotation is meant to retire the previous token.</summary>
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    /// <summary>The token; not usable when an error was recorded.</summary>
    internal static ApiToken Read(NewTokenRequest request, string hash, DateTimeOffset now, Refusals refusals)
    {
        var (name, queues, hosts) = (request.Name ?? "", Texts(request.Queues), Texts(request.Hosts));
        var rights = TokenRules.Rights(Texts(request.Rights)) ?? TokenRights.None;
        if (rights == TokenRights.None)
        {
            refusals.Malformed($"invalid rights: {TokenRules.RightsRule}");
        }

        if (TokenRules.Check(name, rights, queues, hosts) is { } wrong)
        {
            refusals.Malformed(wrong);
        }

        return new ApiToken(name, hash, rights, queues, hosts, now, Expiry(request.ExpiresAt, now, refusals));
    }

    /// <summary>How long the previous token stays valid.</summary>
    internal static TimeSpan Overlap(RotateTokenRequest request, Refusals refusals)
    {
        if (request.Overlap is not { } text)
        {
            return UsualOverlap;
        }

        if (Duration.TryParse(text, out var milliseconds) && milliseconds <= LongestOverlap.TotalMilliseconds)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        refusals.Malformed($"invalid overlap '{text}': it must be a duration of at most 90 days, such as 2h");
        return default;
    }

    private static List<string> Texts(IReadOnlyList<string?>? texts) => [.. (texts ?? []).Select(text => text ?? "")];

    private static DateTimeOffset? Expiry(long? milliseconds, DateTimeOffset now, Refusals refusals)
    {
        if (milliseconds is not { } at)
        {
            return null;
        }

        if (at <= now.ToUnixTimeMilliseconds() || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            refusals.Malformed("invalid expiresAt: it must be a time in unix milliseconds, and lie ahead");
            return null;
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(at);
    }
}
