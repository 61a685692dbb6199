using System.Data.Common;

namespace BusQStash.Store.Sql;

/// <summary>Connections for those rooms whose SQL both engines understand.</summary>
internal interface IConnectionSource
{
    /// <summary>The ledger's clock as an expression of SQL: unix milliseconds.</summary>
    string Now { get; }

    /// <summary>
    /// Whether a subquery may look at the row beside it (<c>lateral</c>). PostgreSQL plans a union of as many subqueries anew each time, which takes longer than
    /// reading the rows; SQLite has no such word, and plans a union in no time.
    /// </summary>
    bool HasLateral { get; }

    /// <summary>An open connection for reading; the caller disposes it.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that is committed when it returns and rolled back when it throws. It may be run
    /// again from its beginning after a rollback, so it must have no effect outside the connection it is given.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a single statement that changes something and is a transaction by itself. Nobody waits for a process that stops in the middle of one, as
    /// they would for the lock of <see cref="WriteAsync"/>.
    /// </summary>
    Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> statement, CancellationToken cancellationToken);

    /// <summary>What makes a select lock the rows it finds and pass over those that are locked; nothing where there is one writer anyway.</summary>
    string SkipLocked { get; }
}
