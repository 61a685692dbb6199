using BusQStash.Api.Http;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>A token as the API shows it, without the token itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source"><c>api</c>, or <c>settings</c>, which cannot be changed here.</param>
/// <param name="Rights">Its rights.</param>
/// <param name="Queues">The queues it may enqueue into.</param>
/// <param name="Hosts">The hosts its messages may go to.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ExpiresAt">When it expires.</param>
internal sealed record TokenResource(
    string Name,
    string Source,
    IReadOnlyList<string> Rights,
    IReadOnlyList<string>? Queues,
    IReadOnlyList<string>? Hosts,
    long? CreatedAt,
    long? ExpiresAt)
{
    /// <summary>Until when the token before the last rotation also stays valid.</summary>
    public long? PreviousUntil { get; init; }

    /// <summary>When it was last used, to ten minutes. Left out for the two built-in tokens of the settings.</summary>
    public long? LastUsedAt { get; init; }

    internal static TokenResource Of(ApiToken token, DateTimeOffset? lastUse, DateTimeOffset now) => new(
        token.Name,
        "api",
        TokenRules.NamesOf(token.Rights),
        token.Queues is [] ? null : token.Queues,
        token.Hosts is [] ? null : token.Hosts,
        token.CreatedAt.ToUnixTimeMilliseconds(),
        token.ExpiresAt?.ToUnixTimeMilliseconds())
    {
        PreviousUntil = token.PreviousUntil > now ? token.PreviousUntil?.ToUnixTimeMilliseconds() : null,
        LastUsedAt = lastUse?.ToUnixTimeMilliseconds(),
    };

    internal static TokenResource Of(Caller token, DateTimeOffset? lastUse) => new(
        token.Name,
        "settings",
        token.Access == Access.Full ? ["admin"] : TokenRules.NamesOf((TokenRights)token.Access),
        token.Bounds?.Queues is [_, ..] ? token.Bounds.Queues : null,
        token.Bounds?.Hosts is [_, ..] ? token.Bounds.Hosts : null,
        null,
        token.ExpiresAt?.ToUnixTimeMilliseconds())
    {
        LastUsedAt = lastUse?.ToUnixTimeMilliseconds(),
    };
}
