using System.Data.Common;
using BusQStash.Store.Instances;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Stats;

/// <summary>The history of statistics in SQL common to both engines.</summary>
internal sealed class SqlStats(
    IConnectionSource source, [FromKeyedServices(ReadPool.Key)] IConnectionSource reads, InstanceIdentity identity) : IStats
{
    /// <summary>Process key of folded cells.</summary>
    private const int Folded = 0;

    /// <summary>Process key of gauges: distinct from every process number, so that counts and gauges never overwrite each other.</summary>
    private const int Measured = -1;

    /// <summary>Milliseconds after which a minute is folded, because no process writes to it any more; see <see cref="StatFlush"/>.</summary>
    public const long FoldAfterMs = 180_000;

    public Task WriteAsync(IReadOnlyCollection<StatRow> minutes, CancellationToken cancellationToken) => WriteAsync(minutes, identity.Number, cancellationToken);

    public Task WriteGaugesAsync(IReadOnlyCollection<StatRow> minutes, CancellationToken cancellationToken) => WriteAsync(minutes, Measured, cancellationToken);

    public async Task<IReadOnlyList<StatRow>> ReadAsync(string series, StatStep step, long from, long to, CancellationToken cancellationToken)
    {
        var rows = await reads.QueryAsync<(long At, byte[] Cell)>(
            "select at, cell from stat where step <= @step and series = @series and at >= @from and at <= @to",
            new { step = (int)step, series, from = StatSteps.Floor(from, step), to },
            cancellationToken);
        return [.. Together(rows.Select(row => new StatRow(series, StatSteps.Floor(row.At, step), StatCell.Read(row.Cell)))).OrderBy(row => row.At)];
    }

    public async Task<IReadOnlyDictionary<string, StatCell>> SumAsync(string prefix, long from, CancellationToken cancellationToken)
    {
        var rows = await reads.QueryAsync<(string Series, byte[] Cell)>(
            "select series, cell from stat where step = 0 and at >= @from and substr(series, 1, length(@prefix)) = @prefix",
            new { prefix, from },
            cancellationToken);
        return Together(rows.Select(row => new StatRow(row.Series, 0, StatCell.Read(row.Cell)))).ToDictionary(row => row.Series, row => row.Cell, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<StatRow>> ReadMinutesAsync(IReadOnlyList<string> series, long from, CancellationToken cancellationToken)
    {
        if (series.Count == 0)
        {
            return [];
        }

        var filter = new KeysetFilter().In("series", "series", series).If("at >= @from", "from", (long?)from);
        var rows = await reads.QueryAsync<(string Series, long At, byte[] Cell)>(
            $"select series, at, cell from stat {filter.And("step = 0")}", filter.Parameters, cancellationToken);
        return [.. Together(rows.Select(row => new StatRow(row.Series, row.At, StatCell.Read(row.Cell)))).OrderBy(row => row.At)];
    }

    public async Task<int> FoldAsync(DateTimeOffset now, StatsOptions kept, int max, CancellationToken cancellationToken)
    {
        var time = now.ToUnixTimeMilliseconds();
        var processes = await FoldAsync(StatStep.Minute, StatStep.Minute, time - FoldAfterMs, max, cancellationToken);
        var minutes = await FoldAsync(StatStep.Minute, StatStep.Hour, StatSteps.Floor(time - (long)kept.Minutes.TotalMilliseconds, StatStep.Hour), max, cancellationToken);
        var hours = await FoldAsync(StatStep.Hour, StatStep.Day, StatSteps.Floor(time - (long)kept.Hours.TotalMilliseconds, StatStep.Day), max, cancellationToken);
        await source.WriteOneAsync(
            "delete from stat where step = 2 and at < @before", new { before = time - (long)kept.Days.TotalMilliseconds }, cancellationToken);
        return processes + minutes + hours;
    }

    /// <summary>Removes cells and adds them to others in one transaction: if the process dies in it, nothing has changed; a repeat finds nothing left to fold.</summary>
    private Task<int> FoldAsync(StatStep from, StatStep to, long before, int max, CancellationToken cancellationToken) => source.WriteAsync(
        async connection =>
        {
            var rows = (await connection.QueryAsync<(string Series, long At, int Process, byte[] Cell)>(
                $"select series, at, process, cell from stat where step = @from and at < @before{(from == to ? " and process <> 0" : "")} order by at limit @max",
                new { from = (int)from, before, max },
                cancellationToken)).AsList();
            foreach (var row in rows)
            {
                await connection.ExecuteAsync(
                    "delete from stat where step = @from and series = @Series and at = @At and process = @Process", new { from = (int)from, row.Series, row.At, row.Process });
            }

            var folded = Together(rows.Select(row => new StatRow(row.Series, StatSteps.Floor(row.At, to), StatCell.Read(row.Cell))));
            foreach (var row in folded)
            {
                await AddAsync(connection, to, row);
            }

            return rows.Count;
        },
        cancellationToken);

    private static async Task AddAsync(DbConnection connection, StatStep step, StatRow row)
    {
        var place = new { step = (int)step, row.Series, row.At, process = Folded };
        var there = await connection.QuerySingleOrDefaultAsync<byte[]>(
            "select cell from stat where step = @step and series = @Series and at = @At and process = @process", place);
        if (there is not null)
        {
            row.Cell.Add(StatCell.Read(there));
        }

        await connection.ExecuteAsync(
            """
            insert into stat (step, series, at, process, cell) values (@step, @Series, @At, @process, @cell)
            on conflict (step, series, at, process) do update set cell = excluded.cell
            """,
            new { place.step, place.Series, place.At, place.process, cell = row.Cell.Write() });
    }

    private Task WriteAsync(IReadOnlyCollection<StatRow> minutes, int process, CancellationToken cancellationToken)
    {
        if (minutes.Count == 0)
        {
            return Task.CompletedTask;
        }

        var parameters = new DynamicParameters(new { process });
        var values = minutes.Select((row, i) =>
        {
            parameters.Add($"s{i}", row.Series);
            parameters.Add($"a{i}", row.At);
            parameters.Add($"c{i}", row.Cell.Write());
            return $"(0, @s{i}, @a{i}, @process, @c{i})";
        });
        var sql = $"""
            insert into stat (step, series, at, process, cell) values {string.Join(", ", values)}
            on conflict (step, series, at, process) do update set cell = excluded.cell
            """;
        return source.WriteOneAsync(sql, parameters, cancellationToken);
    }

    private static IEnumerable<StatRow> Together(IEnumerable<StatRow> rows) => rows
        .GroupBy(row => (row.Series, row.At))
        .Select(group =>
        {
            var cell = new StatCell();
            foreach (var row in group)
            {
                cell.Add(row.Cell);
            }

            return new StatRow(group.Key.Series, group.Key.At, cell);
        });
}
