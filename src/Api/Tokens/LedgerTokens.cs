using System.Collections.Frozen;
using BusQStash.Api.Http;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>The tokens made over the API, cached in memory, because every publish needs one.</summary>
/// <remarks>Changes by another Api are seen within <see cref="Fresh"/>; until then a revoked token may still be accepted.</remarks>
internal sealed class LedgerTokens(IApiTokens tokens, TimeProvider time) : IDisposable
{
    /// <summary>How long the cache is used.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>An unknown token may have been created a moment ago, so the cache is read again, but guessing must not load the ledger more often than this.</summary>
    private static readonly TimeSpan FreshForUnknown = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _keeping = new();
    private Snapshot? _snapshot;
    private int _changes;

    /// <summary>The token with a hash, expired or not.</summary>
    internal async ValueTask<(Caller? Caller, bool IsOver)> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var snapshot = await SnapshotAsync(known => known.ByHash.ContainsKey(hash), cancellationToken);
        return snapshot.ByHash.TryGetValue(hash, out var token) ? (CallerOf(token), IsOver(token, hash)) : (null, false);
    }

    /// <summary>The token with a name, if its hash or its hash before the last rotation matches.</summary>
    internal async ValueTask<(Caller? Caller, bool IsOver)> FindByNameAsync(string name, Func<string, bool> isHash, CancellationToken cancellationToken)
    {
        var snapshot = await SnapshotAsync(known => HashOf(known) is not null, cancellationToken);
        return HashOf(snapshot) is { } hash ? (CallerOf(snapshot.ByHash[hash]), IsOver(snapshot.ByHash[hash], hash)) : (null, false);

        string? HashOf(Snapshot known) => known.ByHash.FirstOrDefault(token => token.Value.Name == name && isHash(token.Key)).Key;
    }

    /// <summary>Invalidates the cache after a change in this process.</summary>
    internal void Forget()
    {
        lock (_keeping)
        {
            _changes++;
            _snapshot = null;
        }
    }

    public void Dispose() => _gate.Dispose();

    private static Caller CallerOf(ApiToken token) =>
        new(token.Name, TokenRules.AccessOf(token.Rights), Bounds.Of(token.Queues, token.Hosts), token.ExpiresAt);

    private bool IsOver(ApiToken token, string hash) =>
        token.ExpiresAt <= time.GetUtcNow() || (token.Hash != hash && !(token.PreviousUntil > time.GetUtcNow()));

    private async ValueTask<Snapshot> SnapshotAsync(Func<Snapshot, bool> isKnown, CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        return snapshot is null || Age(snapshot) >= Fresh || (Age(snapshot) >= FreshForUnknown && !isKnown(snapshot))
            ? await ReadAsync(snapshot, cancellationToken)
            : snapshot;
    }

    private TimeSpan Age(Snapshot snapshot) => time.GetElapsedTime(snapshot.ReadAt);

    private async Task<Snapshot> ReadAsync(Snapshot? seen, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        var changes = Volatile.Read(ref _changes);
        try
        {
            // Another caller has read it while this one waited.
            if (_snapshot is { } current && current != seen)
            {
                return current;
            }

            var readAt = time.GetTimestamp();
            return Keep(new Snapshot(ByHash(await tokens.ListAsync(cancellationToken)), readAt), changes);
        }
        catch (Exception error) when (seen is not null && LedgerFaults.Is(error) && !cancellationToken.IsCancellationRequested)
        {
            // Nothing can be revoked in an unreachable ledger, and a call that needs the ledger will fail anyway.
            return Keep(seen with { ReadAt = time.GetTimestamp() }, changes);
        }
        finally
        {
            _gate.Release();
        }
    }

    // A list that was read while a token was revoked here may still have it: it serves the calls that began before, and no later one.
    private Snapshot Keep(Snapshot snapshot, int changes)
    {
        lock (_keeping)
        {
            if (changes == _changes)
            {
                _snapshot = snapshot;
            }
        }

        return snapshot;
    }

    private static FrozenDictionary<string, ApiToken> ByHash(IReadOnlyList<ApiToken> all)
    {
        var byHash = new Dictionary<string, ApiToken>(StringComparer.Ordinal);
        foreach (var token in all)
        {
            byHash[token.Hash] = token;
            if (token.PreviousHash is { } previous)
            {
                byHash.TryAdd(previous, token);
            }
        }

        return byHash.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private sealed record Snapshot(FrozenDictionary<string, ApiToken> ByHash, long ReadAt);
}
