using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>Exclusive roles in PostgreSQL.</summary>
internal sealed class PostgresExclusiveRoles(NpgsqlDataSource dataSource, InstanceIdentity identity) : IExclusiveRoles
{
    private const string Hold =
        $"""
        insert into exclusive_role as r (name, holder, held_until) values ($1, $2, {DatabaseClock.Now} + $3)
        on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
        where r.holder = excluded.holder or r.held_until <= {DatabaseClock.Now}
        """;

    public async Task<bool> TryHoldAsync(string role, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(Hold, [role, identity.Number, (long)lease.TotalMilliseconds], cancellationToken) > 0;
    }
}
