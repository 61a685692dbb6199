using BusQStash.Api.Tokens;

namespace BusQStash.Api.Http;

/// <summary>Authenticates callers by their tokens.</summary>
internal sealed class Credentials(SettingsTokens settings, LedgerTokens ledger, TokenUses uses, TimeProvider time)
{
    private const string Bearer = "Bearer ";

    /// <summary>The caller, by the token in the header or in the query, whichever allows more; otherwise the name of an expired token.</summary>
    internal async ValueTask<(Caller? Caller, string? Expired)> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (byHeader, expired) = await FindAsync(TokenOf(request.Headers.Authorization.ToString()), cancellationToken);
        if (byHeader?.Access != Access.Full && request.Query.TryGetValue(RawTarget.TokenParameter, out var tokens))
        {
            var (byQuery, alsoExpired) = await FindAsync(tokens[0], cancellationToken);
            byHeader = byQuery is not null && (byHeader is null || byQuery.Access > byHeader.Access) ? byQuery : byHeader;
            expired ??= alsoExpired;
        }

        return byHeader is null ? (null, expired) : (await UsedAsync(byHeader, cancellationToken), null);
    }

    /// <summary>The caller whose token opened a session, found by the token's name and a test of its hash. <see langword="null"/> when the token is no longer valid.</summary>
    internal async ValueTask<Caller?> FindByNameAsync(string name, Func<string, bool> isHash, CancellationToken cancellationToken)
    {
        if (settings.FindByName(name) is { } known && isHash(known.Hash))
        {
            return known.Caller.IsOver(time.GetUtcNow()) ? null : await UsedAsync(known.Caller, cancellationToken);
        }

        var (caller, isOver) = name is Caller.Root or Caller.ReadOnly ? default : await ledger.FindByNameAsync(name, isHash, cancellationToken);
        return caller is null || isOver ? null : await UsedAsync(caller, cancellationToken);
    }

    /// <summary>Whether an Authorization header is this API's credential; otherwise it is the publisher's own. An expired token is still the API's.</summary>
    internal bool IsOurs(string? authorization) =>
        TokenOf(authorization) is { } token
        && (token.StartsWith(TokenSecret.Prefix, StringComparison.Ordinal) || settings.Find(TokenSecret.Hash(token)) is not null);

    /// <summary>The caller of a token; otherwise the name of an expired one.</summary>
    internal async ValueTask<(Caller? Caller, string? Expired)> FindAsync(string? token, CancellationToken cancellationToken)
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

        // Only a text with the prefix of ledger tokens is looked up in the ledger, so a call without such a token never waits for it.
        if (!token.StartsWith(TokenSecret.Prefix, StringComparison.Ordinal))
        {
            return default;
        }

        var (caller, isOver) = await ledger.FindAsync(hash, cancellationToken);
        return isOver ? (null, caller!.Name) : (caller, null);
    }

    private async ValueTask<Caller> UsedAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Name is not (Caller.Root or Caller.ReadOnly))
        {
            await uses.UsedAsync(caller.Name, cancellationToken);
        }

        return caller;
    }

    private static string? TokenOf(string? authorization) =>
        authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..].Trim() : null;
}
