using System.Data.Common;

namespace BusQStash.Store.Sql;

/// <summary>Opens connections to the ledger, for statements that mean the same to every engine.</summary>
internal interface IConnectionSource
{
    /// <summary>An open connection, for the caller to dispose.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);
}
