using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>
/// Detects a commit that did not wait for its synchronous standby. If a statement that takes too long is canceled, PostgreSQL ends the wait, keeps the commit and sends a warning.
/// Such a commit is lost if the primary is lost, so it is treated like one whose answer was lost.
/// </summary>
internal sealed class ReplicationWatch : IDisposable
{
    // The function that ends the wait. The warning's text depends on the server's language, and its code is that of all warnings.
    private const string Waiting = "SyncRepWaitForLSN";

    private readonly NpgsqlConnection _connection;
    private string? _missed;

    public ReplicationWatch(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notice += OnNotice;
    }

    /// <exception cref="NpgsqlException">The commit may be missing on the standby.</exception>
    public void ThrowIfMissed()
    {
        if (_missed is not null)
        {
            throw new NpgsqlException($"It is committed, but the standby may not have it: {_missed}.");
        }
    }

    public void Dispose() => _connection.Notice -= OnNotice;

    private void OnNotice(object sender, NpgsqlNoticeEventArgs said)
    {
        if (said.Notice.Routine == Waiting)
        {
            _missed = said.Notice.MessageText;
        }
    }
}
