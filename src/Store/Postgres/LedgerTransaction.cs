using Npgsql;

namespace BusQStash.Store.Postgres;

/// <summary>A running transaction.</summary>
/// <param name="connection">The connection it runs on.</param>
/// <param name="isRepeat">An earlier try of the same work was rolled back.</param>
internal sealed class LedgerTransaction(NpgsqlConnection connection, bool isRepeat)
{
    private readonly List<Action> _onFailure = [];

    public NpgsqlConnection Connection => connection;

    public bool IsRepeat => isRepeat;

    /// <summary>Asks for an action in case the transaction is rolled back, or nobody knows whether it was committed.</summary>
    public void OnFailure(Action action) => _onFailure.Add(action);

    internal void Failed() => _onFailure.ForEach(action => action());
}
