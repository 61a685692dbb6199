using System.Collections.Concurrent;
using BusQStash.Api.Http;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>Writes down when a token was last used: rarely, so that it costs publishing nothing.</summary>
internal sealed class TokenUses(IApiTokens tokens, TimeProvider time)
{
    /// <summary>The last use is told to this precision. Whoever asks wants to know whether a token is still in use at all.</summary>
    internal static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    /// <summary>One entry per name of a token: there are as many as people made.</summary>
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

    /// <summary>Whoever needs the ledger will find out by himself that it is away; the use is written down by a later call.</summary>
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
