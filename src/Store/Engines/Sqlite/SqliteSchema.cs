using System.Globalization;
using System.Security.Cryptography;
using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>Migrates the file to this version of the schema. The version is stored in the file's header and changes in the same transaction.</summary>
internal sealed class SqliteSchema(SqliteDatabase database) : IStoreSetup
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        database.Acquire();
        await using var connection = database.OpenWriter();
        var scripts = SchemaScripts.Read("Sqlite");
        var version = Convert.ToInt32(await ScalarAsync(connection, "pragma user_version", cancellationToken), CultureInfo.InvariantCulture);
        SchemaScripts.RefuseForeign("SQLite", version, scripts, "another BusQStash__DataDirectory");
        foreach (var (number, sql) in scripts.Where(script => script.Version > version))
        {
            await ApplyAsync(connection, number, sql, cancellationToken);
        }
    }

    public string? Explain(Exception error) => database.Explain(error);

    private static async Task ApplyAsync(SqliteConnection connection, int version, string sql, CancellationToken cancellationToken)
    {
        // If the process dies inside the transaction, the previous version remains and the next start runs the script again.
        await using var transaction = connection.BeginTransaction(deferred: false);
        await ExecuteAsync(connection, transaction, sql, cancellationToken);
        await ExecuteAsync(
            connection,
            transaction,
            $"insert into setting (name, value) values ('ledger_id', '{RandomNumberGenerator.GetHexString(32, lowercase: true)}') on conflict do nothing",
            cancellationToken);
        await ExecuteAsync(connection, transaction, $"pragma user_version = {version}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(
        SqliteConnection connection, SqliteTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
