using System.Globalization;
using BusQStash.Testing.Networks;
using Npgsql;

namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL primary with a standby, as private processes. The test may crash the one and promote the other.</summary>
public sealed class ReplicatedDatabaseServer : IAsyncDisposable
{
    private readonly LocalPostgres _primary;
    private LocalPostgres? _standby;
    private NetworkLink? _link;

    private ReplicatedDatabaseServer(PostgresInstallation installation) => _primary = new LocalPostgres(installation);

    /// <summary>Lists both servers, the standby first, so that a client that does not check which is the primary fails.</summary>
    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1:{Standby.Port},127.0.0.1:{_primary.Port};Username=postgres;Database=postgres");

    /// <summary>The initial primary.</summary>
    public string PrimaryConnectionString => _primary.ConnectionString;

    /// <summary>The initial standby.</summary>
    public string StandbyConnectionString => Standby.ConnectionString;

    private LocalPostgres Standby => _standby ?? throw new InvalidOperationException("The standby was not started.");

    /// <summary>Two new, empty, running servers.</summary>
    /// <param name="synchronous">Whether a commit waits for the standby.</param>
    public static async Task<ReplicatedDatabaseServer> CreateAsync(bool synchronous = true)
    {
        var installation = PostgresInstallation.FindLocal()
            ?? throw new InvalidOperationException("The tests need a PostgreSQL on this machine for a standby: install postgresql.");
        var servers = new ReplicatedDatabaseServer(installation);
        try
        {
            await servers.StartAsync(installation, synchronous);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Crashes the primary.</summary>
    public Task KillPrimaryAsync() => _primary.KillAsync();

    /// <summary>Crashes the standby.</summary>
    public Task KillStandbyAsync() => Standby.KillAsync();

    /// <summary>Starts the killed standby; it follows again, or runs as the primary it was promoted to.</summary>
    public Task StartStandbyAsync() => Standby.StartAsync();

    /// <summary>Cuts an asynchronous standby off from the primary. It has every commit from before this call, and none from after it.</summary>
    public async Task CutStandbyOffAsync()
    {
        var end = (string)(await ExecuteAsync(_primary, "select pg_current_wal_flush_lsn()::text"))!;
        await Eventually.TrueAsync(
            async () => await ExecuteAsync(Standby, $"select pg_last_wal_replay_lsn() >= '{end}'") is true, "the standby to have the last commit");
        _link!.Refuse();
        _link.Reset();
        await Eventually.TrueAsync(async () => await ExecuteAsync(Standby, "select count(*) from pg_stat_wal_receiver") is 0L, "the standby to be cut off");
    }

    /// <summary>Makes the primary read-only; it keeps running with all its sessions.</summary>
    public async Task DemotePrimaryAsync()
    {
        await ExecuteAsync(_primary, "alter system set default_transaction_read_only = on");
        await ExecuteAsync(_primary, "select pg_reload_conf()");
    }

    /// <summary>Makes the primary writable again.</summary>
    public async Task RestorePrimaryAsync()
    {
        await ExecuteAsync(_primary, "alter system reset default_transaction_read_only", "-c default_transaction_read_only=off");
        await ExecuteAsync(_primary, "select pg_reload_conf()");
    }

    /// <summary>Promotes the standby.</summary>
    public Task PromoteStandbyAsync() => ExecuteAsync(Standby, "select pg_promote(true, 60)");

    public async ValueTask DisposeAsync()
    {
        if (_standby is not null)
        {
            await _standby.DisposeAsync();
        }

        if (_link is not null)
        {
            await _link.DisposeAsync();
        }

        await _primary.DisposeAsync();
    }

    private static async Task<object?> ExecuteAsync(LocalPostgres server, string sql, string options = "")
    {
        await using var source = NpgsqlDataSource.Create($"{server.ConnectionString};Pooling=false;Timeout=5;Command Timeout=90;Options={options}");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task StartAsync(PostgresInstallation installation, bool synchronous)
    {
        await _primary.StartAsync();

        // Over a link, a primary notices later that its standby was killed: commits would wait for the former connection.
        _link = synchronous ? null : new NetworkLink(_primary.Port);
        _standby = new LocalPostgres(installation, _primary, _link?.Port);
        await _standby.StartAsync();
        if (synchronous)
        {
            await ExecuteAsync(_primary, $"alter system set synchronous_standby_names = '{LocalPostgres.StandbyName}'");
            await ExecuteAsync(_primary, "select pg_reload_conf()");
        }

        await Eventually.TrueAsync(
            async () => await ExecuteAsync(
                _primary, $"select 1 from pg_stat_replication where sync_state = '{(synchronous ? "sync" : "async")}' and state = 'streaming'") is 1,
            "the standby to follow");
    }
}
