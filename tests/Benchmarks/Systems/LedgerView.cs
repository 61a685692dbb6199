using BusQStash.Store.Messages;
using BusQStash.Testing;
using Npgsql;

namespace BusQStash.Benchmarks.Systems;

/// <summary>Looks into BusQStash's ledger, to see whether work is done.</summary>
internal sealed class LedgerView : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly NpgsqlDataSource _source;

    public LedgerView(string connectionString) => _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "busqstash", CommandTimeout = 0, MaxPoolSize = 2 });

    /// <summary>Messages it knows.</summary>
    public Task<long> MessagesAsync() => CountAsync("select count(*) from message");

    /// <summary>Waits until it has nothing to do: no message is open, and every event is published.</summary>
    /// <exception cref="InvalidOperationException">A message has ended other than delivered.</exception>
    public async Task DoneAsync()
    {
        await Eventually.TrueAsync(
            async () => await CountAsync("select count(*) from message where finished_at is null") == 0
                && await CountAsync("select count(*) from outbox") == 0,
            "the ledger to have nothing to do",
            Limit);
        var other = await CountAsync($"select count(*) from message where state <> {(int)MessageState.Delivered}");
        if (other > 0)
        {
            throw new InvalidOperationException($"{other} messages have not been delivered.");
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
