using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>A running transaction.</summary>
/// <param name="connection">The connection it runs on.</param>
/// <param name="isOneBatch">It was not begun: its last statements are all it has.</param>
/// <param name="isRepeat">An earlier try of the same work was rolled back.</param>
internal sealed class LedgerTransaction(NpgsqlConnection connection, bool isOneBatch, bool isRepeat)
{
    private readonly List<Action<bool>> _onFailure = [];
    private readonly List<Action> _onSuccess = [];

    public NpgsqlConnection Connection => connection;

    public bool IsRepeat => isRepeat;

    /// <summary>The work has committed it with its last statements.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Asks for an action in case the transaction is rolled back (it is given false), or nobody knows whether it was committed (true).</summary>
    public void OnFailure(Action<bool> action) => _onFailure.Add(action);

    /// <summary>Asks for an action once the transaction is committed.</summary>
    public void OnSuccess(Action action) => _onSuccess.Add(action);

    /// <summary>
    /// Runs the last statements and commits, in one round trip: the server leaves the commit out when a statement before it fails. Nothing can be added after it.
    /// </summary>
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
