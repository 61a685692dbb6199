using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>What PostgreSQL's errors mean to us.</summary>
internal static class PostgresErrors
{
    /// <summary>idle_in_transaction_session_timeout</summary>
    private const string StoodStill = "25P03";

    /// <summary>
    /// The same transaction may well succeed when it is run again: it was chosen as the victim of a deadlock, somebody inserted the same key meanwhile, or it
    /// was rolled back because this process stood still in the middle of it.
    /// </summary>
    public static bool IsWorthRepeating(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
            or StoodStill,
    };

    /// <summary>
    /// The server itself refused a statement, so nothing of the transaction was written. A session that is ended (FATAL) may have been committing, and of a
    /// connection that broke nobody knows anything.
    /// </summary>
    public static bool IsRolledBack(Exception exception) => exception is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>The server only reads (any more): it is a standby, or was told to let nobody write.</summary>
    public static bool IsReadOnly(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>The server is gone, stopping, full, silent or read-only: other statements would fare no better.</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        // Classes: 08 connection, 53 insufficient resources, 57 operator intervention, 58 system error.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "57" or "58",
        NpgsqlException or TimeoutException or IOException or OperationCanceledException => true,
        _ => false,
    };
}
