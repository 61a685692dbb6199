using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Inspection.Sqlite;

/// <summary>Inspects a ledger in a file, which may not exist yet and may be locked by another process.</summary>
internal sealed class SqliteInspection(SqliteDatabase database, SqliteSettings settings) : ILedgerInspection
{
    public async Task<LedgerCondition> LookAsync(CancellationToken cancellationToken)
    {
        var scripts = SchemaScripts.Read("Sqlite");
        var condition = new LedgerCondition
        {
            Database = "SQLite",
            Schema = 0,
            BaselineSchema = scripts[0].Version,
            KnownSchema = scripts[^1].Version,
            MissingRights = MissingRights(),
        };
        if (!File.Exists(settings.DatabasePath))
        {
            return condition;
        }

        await using var connection = database.OpenLooker();
        var schema = await ScalarAsync<int>(connection, "pragma user_version", cancellationToken);
        condition = condition with { Database = $"SQLite {await ScalarAsync<string>(connection, "select sqlite_version()", cancellationToken)}", Schema = schema };
        return schema < condition.BaselineSchema
            ? condition
            : condition with
            {
                Id = await ScalarAsync<string>(connection, "select value from setting where name = 'ledger_id'", cancellationToken),
                Crons = [.. await connection.QueryAsync<string>("select distinct cron from schedule", null, cancellationToken)],
            };
    }

    private static Task<T?> ScalarAsync<T>(SqliteConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<T>(sql, null, cancellationToken);

    /// <summary>The nearest existing folder must allow the rest to be created, and the file must be writable. Nothing is created to find out.</summary>
    private List<string> MissingRights()
    {
        List<string> missing = [];
        var folder = Path.GetFullPath(settings.Folder);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        if (!OperatingSystem.IsWindows() && !FileAccessRights.MayWrite(folder))
        {
            missing.Add($"write to folder {folder}");
        }

        if (!OperatingSystem.IsWindows() && File.Exists(settings.DatabasePath) && !FileAccessRights.MayWrite(settings.DatabasePath))
        {
            missing.Add($"write to file {settings.DatabasePath}");
        }

        return missing;
    }
}
