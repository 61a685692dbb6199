using System.Collections.Concurrent;
using BusQStash.Api.Http;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>Records when a token was last used: rarely, so that publishing is not slowed down.</summary>
internal sealed class TokenUses(IApiTokens tokens, TimeProvider time)
{
    /// <summary>Precision of the last use. It is for finding out whether a token is still in use at all.</summary>
    internal static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    /// <summary>One entry per token name, so its size is bounded by the number of tokens.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    internal ValueTask UsedAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_written.TryGetValue(name, out var written))
        {
            return now - written < Step || !_written.TryUpdate(name, now, written) ? ValueTask.CompletedTask : WriteAsync(name, now, cancellationToken);
        }

        return _written.TryAdd(name, now) ? WriteAsync(name, now, cancellationToken) : ValueTask.CompletedTask;
    }

    /// <summary>Ignores an unreachable ledger: a call that needs it will fail itself, and a later call records the use.</summary>
    private async ValueTask WriteAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await tokens.UsedAsync(name, now, cancellationToken);
        }
        catch (Exception error) when (LedgerFaults.Is(error))
        {
            _written.TryRemove(name, out _);
        }
    }
}
