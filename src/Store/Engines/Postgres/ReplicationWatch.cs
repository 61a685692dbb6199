using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>
/// Hears when a commit that was to wait for a standby did not: when a statement takes too long it is called off, and PostgreSQL then ends the wait, keeps the commit,
/// and says so in a warning. Such a commit is gone when the primary is lost, so it counts as one whose answer was lost.
/// </summary>
internal sealed class ReplicationWatch : IDisposable
{
    // The function that ends the wait; the warning's text depends on the server's language, and its code is that of all warnings.
    private const string Waiting = "SyncRepWaitForLSN";

    private readonly NpgsqlConnection _connection;
    private string? _missed;

    public ReplicationWatch(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notice += OnNotice;
    }

    /// <exception cref="NpgsqlException">What was committed may not be on the standby.</exception>
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
