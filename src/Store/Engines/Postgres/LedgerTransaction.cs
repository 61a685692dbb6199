using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>A transaction in progress.</summary>
/// <param name="connection">The connection of the transaction.</param>
/// <param name="isOneBatch">The transaction consists of its last statements only and was not begun explicitly.</param>
/// <param name="isRepeat">A previous try of the same work was rolled back.</param>
internal sealed class LedgerTransaction(NpgsqlConnection connection, bool isOneBatch, bool isRepeat)
{
    private readonly List<Action<bool>> _onFailure = [];
    private readonly List<Action> _onSuccess = [];

    public NpgsqlConnection Connection => connection;

    public bool IsRepeat => isRepeat;

    /// <summary>The work has already committed the transaction with its last statements.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Registers an action for a failed transaction. Its argument is false after a rollback and true if the transaction may have been committed.</summary>
    public void OnFailure(Action<bool> action) => _onFailure.Add(action);

    /// <summary>Registers an action to run after the commit.</summary>
    public void OnSuccess(Action action) => _onSuccess.Add(action);

    /// <summary>Runs the last statements and commits, in one round trip: if a statement fails, the server skips the commit. Nothing can be added afterwards.</summary>
    public async Task CommitAsync(StatementBatch last, CancellationToken cancellationToken)
    {
        if (!isOneBatch)
        {
            last.Add("commit");
        }

        await last.ExecuteAsync(cancellationToken);
        IsCommitted = true;
    }

    internal void Failed(Exception exception)
    {
        var mayBeCommitted = !PostgresErrors.IsRolledBack(exception);
        _onFailure.ForEach(action => action(mayBeCommitted));
    }

    internal void Succeeded() => _onSuccess.ForEach(action => action());
}
