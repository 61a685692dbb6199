using BusQStash.Store.Engines.Sqlite;

namespace BusQStash.Store.Instances.Sqlite;

/// <summary>Exclusive roles on SQLite.</summary>
internal sealed class SqliteExclusiveRoles(SqliteWriter writer, InstanceIdentity identity, TimeProvider clock) : IExclusiveRoles
{
    public Task<bool> TryHoldAsync(string role, TimeSpan lease, CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute(
            """
            insert into exclusive_role (name, holder, held_until) values (@name, @me, @until)
            on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
            where exclusive_role.holder = excluded.holder or exclusive_role.held_until <= @now
            """,
            role,
            identity.Number,
            clock.GetUtcNow() + lease,
            clock.GetUtcNow()) == 1,
        cancellationToken);
}
