using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Instances;

/// <summary>Reads the processes in SQL common to both engines.</summary>
internal static class ProcessRows
{
    public static async Task<Processes> ReadAsync(DbConnection connection, string now, CancellationToken cancellationToken)
    {
        var at = await connection.ExecuteScalarAsync<long>($"select {now}", null, cancellationToken);
        var rows = await connection.QueryAsync<ProcessRow>(ProcessRow.Select, null, cancellationToken);
        var reconciler = await connection.QuerySingleOrDefaultAsync<int?>(
            "select holder from exclusive_role where name = 'reconciler' and held_until > @at", new { at }, cancellationToken);
        return new Processes(at, [.. rows.Select(row => row.ToView(at))], reconciler);
    }
}
