using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Instances;

/// <summary>Ranges of possible duplicates, on either engine.</summary>
internal sealed class SqlPossibleDuplicates(IConnectionSource source) : IPossibleDuplicates
{
    public Task RecordAsync(CommandRange commands, DateTimeOffset now, CancellationToken cancellationToken) => source.WriteAsync(
        connection => connection.ExecuteAsync(
            """
            insert into doubt (origin, after, through, recorded_at) values (@Origin, @After, @Through, @now)
            on conflict (origin, after) do update set
                through = case when doubt.through > excluded.through then doubt.through else excluded.through end,
                recorded_at = excluded.recorded_at
            """,
            new { commands.Origin, commands.After, commands.Through, now = now.ToUnixTimeMilliseconds() },
            cancellationToken),
        cancellationToken);

    public async Task<IReadOnlyList<CommandRange>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await source.QueryAsync<(long Origin, long After, long Through)>("select origin, after, through from doubt", null, cancellationToken);
        return [.. rows.Select(row => new CommandRange((int)row.Origin, row.After, row.Through))];
    }

    public Task ForgetAsync(DateTimeOffset recordedBefore, CancellationToken cancellationToken) => source.WriteAsync(
        connection => connection.ExecuteAsync("delete from doubt where recorded_at < @before", new { before = recordedBefore.ToUnixTimeMilliseconds() }, cancellationToken),
        cancellationToken);
}
