using BusQStash.Api.Tokens;

namespace BusQStash.Api.Http;

/// <summary>Finds out who calls.</summary>
internal sealed class Credentials(SettingsTokens settings, LedgerTokens ledger, TokenUses uses, TimeProvider time)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who calls, by header or query, whichever allows more; else the name of a token that was good once.</summary>
    internal async ValueTask<(Caller? Caller, string? Expired)> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (byHeader, expired) = await FindAsync(TokenOf(request.Headers.Authorization.ToString()), cancellationToken);
        if (byHeader?.Access != Access.Full && request.Query.TryGetValue(RawTarget.TokenParameter, out var tokens))
        {
            var (byQuery, alsoExpired) = await FindAsync(tokens[0], cancellationToken);
            byHeader = byQuery is not null && (byHeader is null || byQuery.Access > byHeader.Access) ? byQuery : byHeader;
            expired ??= alsoExpired;
        }

        if (byHeader is { Name: not (Caller.Root or Caller.ReadOnly) } named)
        {
            await uses.UsedAsync(named.Name, cancellationToken);
        }

        return (byHeader, byHeader is null ? expired : null);
    }

    /// <summary>Whether an Authorization header is this API's credential; otherwise it is the publisher's own. A token that has ended is still ours.</summary>
    internal bool IsOurs(string? authorization) =>
        TokenOf(authorization) is { } token
        && (token.StartsWith(TokenSecret.Prefix, StringComparison.Ordinal) || settings.Find(TokenSecret.Hash(token)) is not null);

    private static string? TokenOf(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..].Trim() : null;

    private async ValueTask<(Caller? Caller, string? Expired)> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return default;
        }

        var hash = TokenSecret.Hash(token);
        if (settings.Find(hash) is { } known)
        {
            return known.IsOver(time.GetUtcNow()) ? (null, known.Name) : (known, null);
        }

        // Only what looks like one of its tokens is looked for in the ledger: a call without a good token never waits for it.
        if (!token.StartsWith(TokenSecret.Prefix, StringComparison.Ordinal))
        {
            return default;
        }

        var (caller, isOver) = await ledger.FindAsync(hash, cancellationToken);
        return isOver ? (null, caller!.Name) : (caller, null);
    }
}
