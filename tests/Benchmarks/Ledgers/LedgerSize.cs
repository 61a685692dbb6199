using Npgsql;

namespace BusQStash.Benchmarks.Ledgers;

/// <summary>How large the ledger is in PostgreSQL, and what was written to its log.</summary>
/// <param name="Bytes">Tables, indexes and what is beside them.</param>
/// <param name="DeadRows">Rows that are deleted or replaced and not yet removed, as PostgreSQL estimates them.</param>
/// <param name="Vacuums">How often autovacuum went through a table.</param>
/// <param name="Messages">Rows of messages.</param>
/// <param name="WalPosition">Bytes of write-ahead log since the server was made.</param>
internal sealed record LedgerSize(double Bytes, double DeadRows, double Vacuums, double Messages, double WalPosition)
{
    private const string Sql =
        """
        select sum(pg_total_relation_size(relid))::float8, sum(n_dead_tup)::float8, sum(autovacuum_count)::float8,
          (select count(*) from busqstash.message)::float8, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8
        from pg_stat_user_tables where schemaname = 'busqstash'
        """;

    public static async Task<LedgerSize> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new LedgerSize(row.GetDouble(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4));
    }
}
