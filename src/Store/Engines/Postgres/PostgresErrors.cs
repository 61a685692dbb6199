using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Classifies PostgreSQL errors.</summary>
internal static class PostgresErrors
{
    /// <summary>SQLSTATE of idle_in_transaction_session_timeout: this process stalled in the middle of the transaction.</summary>
    private const string StoodStill = "25P03";

    /// <summary>
    /// A retry of the transaction may succeed: it was a deadlock victim, another transaction inserted the same key meanwhile, or it was rolled back because this process stalled in
    /// the middle of it.
    /// </summary>
    public static bool IsWorthRepeating(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
            or StoodStill,
    };

    /// <summary>
    /// The server refused a statement, so nothing of the transaction was written. After a session's end (FATAL) or a broken connection, the transaction may have been committed.
    /// </summary>
    public static bool IsRolledBack(Exception exception) => exception is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>The server is read-only: it is a standby, or was set to refuse writes.</summary>
    public static bool IsReadOnly(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>The server is unreachable, stopping, out of resources, silent or read-only: other statements would fail as well.</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        // Classes: 08 connection, 53 insufficient resources, 57 operator intervention, 58 system error.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "57" or "58",
        NpgsqlException or TimeoutException or IOException or OperationCanceledException => true,
        _ => false,
    };
}
