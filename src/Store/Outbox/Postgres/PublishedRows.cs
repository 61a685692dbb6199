using BusQStash.Store.Engines.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BusQStash.Store.Outbox.Postgres;

/// <summary>
/// Removes outbox rows whose events are published. The rows are deleted by the next settlements, which commit anyway; if none follows within a moment, in a transaction of their
/// own.
/// </summary>
/// <remarks>If the process dies before that, the events are published again; subscribers deduplicate them by their ids.</remarks>
internal sealed partial class PublishedRows(
    [FromKeyedServices(PostgresDataSource.HotPath)] LedgerTransactions transactions, ILogger<PublishedRows> logger) : IAsyncDisposable
{
    private const string Remove = "delete from outbox where id = any($1)";

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private List<Removal> _waiting = [];
    private Task _alone = Task.CompletedTask;
    private bool _goesAlone;

    /// <summary>How long rows wait to be deleted with a settlement.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Has rows deleted; returns after the commit. Failures are retried.</summary>
    public Task RemoveAsync(string[] ids, CancellationToken cancellationToken)
    {
        var removal = new Removal(ids, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Keep([removal]);
        return removal.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Adds the pending deletions to the last statements of a transaction. If it fails, they stay pending for another.</summary>
    public void AddTo(StatementBatch last, LedgerTransaction transaction)
    {
        List<Removal> taken;
        lock (_lock)
        {
            (taken, _waiting) = (_waiting, []);
        }

        if (taken.Count > 0)
        {
            transaction.OnSuccess(() => taken.ForEach(removal => removal.Done.TrySetResult()));
            transaction.OnFailure(_ => Keep(taken));
            last.Add(Remove, taken.SelectMany(removal => removal.Ids).ToArray());
        }
    }

    /// <summary>Deletes the rows still pending, if the ledger is reachable.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _alone;
        _stopping.Dispose();
    }

    private void Keep(List<Removal> removals)
    {
        lock (_lock)
        {
            _waiting.AddRange(removals);
            if (!_goesAlone && !_stopping.IsCancellationRequested)
            {
                _goesAlone = true;
                _alone = GoAloneAsync(_stopping.Token);
            }
        }
    }

    private async Task GoAloneAsync(CancellationToken stopping)
    {
        var pause = Patience;
        do
        {
            await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = await TryRemoveAsync() ? Patience : FailurePause;
        }
        while (GoesOn(stopping));
    }

    private bool GoesOn(CancellationToken stopping)
    {
        lock (_lock)
        {
            return _goesAlone = _waiting.Count > 0 && !stopping.IsCancellationRequested;
        }
    }

    private async Task<bool> TryRemoveAsync()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                return true;
            }
        }

        try
        {
            return await transactions.RunOneBatchAsync(
                async (transaction, token) =>
                {
                    await using var last = new StatementBatch(transaction.Connection);
                    AddTo(last, transaction);
                    await transaction.CommitAsync(last, token);
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.NotRemoved(logger, exception.Message);
            return false;
        }
    }

    private sealed record Removal(string[] Ids, TaskCompletionSource Done);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Published events are still in the outbox and may be published again: {Reason}")]
        public static partial void NotRemoved(ILogger logger, string reason);
    }
}
