using BusQStash.Bus.Naming;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Testing;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BusQStash.Benchmarks.Systems;

/// <summary>Looks into BusQStash's ledger, to see whether work is done.</summary>
internal sealed class LedgerView : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly NpgsqlDataSource _source;
    private long _looks;

    public LedgerView(string connectionString) => _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "busqstash", CommandTimeout = 0, MaxPoolSize = 2 });

    /// <summary>Messages it knows.</summary>
    public Task<long> MessagesAsync() => CountAsync("select count(*) from message");

    /// <summary>Waits until it has nothing to do: no message is open, and every event is published.</summary>
    /// <exception cref="InvalidOperationException">A message has ended other than delivered.</exception>
    public async Task DoneAsync()
    {
        await IdleAsync();
        var other = await CountAsync($"select count(*) from message where state <> {(int)MessageState.Delivered}");
        if (other > 0)
        {
            throw new InvalidOperationException($"{other} messages have not been delivered.");
        }
    }

    /// <summary>Waits until every workflow run has returned, and nothing is left to do.</summary>
    /// <exception cref="InvalidOperationException">A run has ended otherwise.</exception>
    public async Task RunsDoneAsync()
    {
        await Eventually.TrueAsync(
            async () => await CountAsync($"select count(*) from workflow_run where state = {(int)RunState.Alive}") == 0, "all runs to end", Limit);
        await IdleAsync();
        var other = await CountAsync($"select count(*) from workflow_run where state <> {(int)RunState.Succeeded}");
        if (other > 0)
        {
            throw new InvalidOperationException($"{other} runs have not returned.");
        }
    }

    /// <summary>What the database has done so far, but for the looks of this view.</summary>
    public async Task<LedgerCounts> CountsAsync()
    {
        Interlocked.Increment(ref _looks);
        await using var command = _source.CreateCommand(
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint, xact_commit from pg_stat_database where datname = current_database()");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new LedgerCounts(reader.GetInt64(0), reader.GetInt64(1) - Interlocked.Read(ref _looks));
    }

    /// <summary>Waits until a worker has marked the broker as this ledger's.</summary>
    public async Task KnownToBrokerAsync(string url)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(url) }.CreateConnectionAsync();
        await Eventually.TrueAsync(
            async () => await LedgerIdAsync() is { } id && await HasExchangeAsync(connection, BrokerNames.Marker(id)), "a worker to mark the broker", Limit);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Waits until no message is open, and every event is published.</summary>
    private Task IdleAsync() => Eventually.TrueAsync(
        async () => await CountAsync("select count(*) from message where finished_at is null") == 0
            && await CountAsync("select count(*) from outbox") == 0,
        "the ledger to have nothing to do",
        Limit);

    private async Task<string?> LedgerIdAsync()
    {
        await using var command = _source.CreateCommand("select value from setting where name = 'ledger_id'");
        return await command.ExecuteScalarAsync() as string;
    }

    private static async Task<bool> HasExchangeAsync(IConnection connection, string name)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclarePassiveAsync(name);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    private async Task<long> CountAsync(string sql)
    {
        Interlocked.Increment(ref _looks);
        await using var command = _source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
