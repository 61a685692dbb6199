using System.Data.Common;

namespace BusQStash.Store.Sql;

/// <summary>Connections for the services whose SQL is common to both engines.</summary>
internal interface IConnectionSource
{
    /// <summary>The ledger's clock as an SQL expression: unix milliseconds.</summary>
    string Now { get; }

    /// <summary>
    /// Whether a subquery may refer to the row beside it (<c>lateral</c>). PostgreSQL plans a union of that many subqueries again each time, which takes longer than reading the
    /// rows; SQLite lacks the keyword, but plans such a union fast.
    /// </summary>
    bool HasLateral { get; }

    /// <summary>Opens a connection for reading; the caller disposes it.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that is committed when it returns and rolled back when it throws. After a rollback it may be run again from its beginning, so
    /// it must have no effect outside the given connection.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a single writing statement, which is its own transaction. If the process stops in the middle of it, no other process waits, as it would for the lock of
    /// <see cref="WriteAsync"/>.
    /// </summary>
    Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> statement, CancellationToken cancellationToken);

    /// <summary>SQL suffix that makes a select lock its rows and skip locked ones; empty on the engine with a single writer.</summary>
    string SkipLocked { get; }
}
