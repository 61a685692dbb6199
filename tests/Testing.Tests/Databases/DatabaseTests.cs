using BusQStash.Testing.Databases;
using Npgsql;
using Xunit;

namespace BusQStash.Testing.Tests.Databases;

public sealed class DatabaseTests(SharedDatabase shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_every_caller_a_database_of_its_own()
    {
        await using var one = await shared.CreateAsync();
        await using var other = await shared.CreateAsync();

        await ExecuteAsync(one.ConnectionString, "create table only_here (id int)");

        Assert.Equal(1L, await ExecuteAsync(one.ConnectionString, "select count(*) from pg_tables where tablename = 'only_here'"));
        Assert.Equal(0L, await ExecuteAsync(other.ConnectionString, "select count(*) from pg_tables where tablename = 'only_here'"));
    }

    [Fact]
    public async Task A_private_server_keeps_what_was_committed_through_a_crash()
    {
        await using var server = await PrivateDatabaseServer.CreateAsync();
        await ExecuteAsync(server.ConnectionString, "create table kept (id int); insert into kept values (1)");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(server.ConnectionString, "select 1"));
        await server.StartAsync();

        Assert.Equal(1L, await ExecuteAsync(server.ConnectionString, "select count(*) from kept"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
