using BusQStash.Crash.Runs;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using Npgsql;

namespace BusQStash.Crash.Checking;

/// <summary>Reads the ledger directly, not through the product.</summary>
internal sealed class Ledger(string connectionString) : IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    /// <summary>Messages that are not final.</summary>
    public Task<long> UnfinishedAsync() => CountAsync("select count(*) from busqstash.message where state < 10");

    /// <summary>Messages that hold a place in a queue; an index contains exactly these.</summary>
    public Task<long> BacklogAsync() => CountAsync("select count(*) from busqstash.message where lane_open");

    /// <summary>Workflow runs that have not ended.</summary>
    public Task<long> LivingRunsAsync() => CountAsync($"select count(*) from busqstash.workflow_run where state = {(int)RunState.Alive}");

    /// <summary>Events that wait to be published.</summary>
    public Task<long> OutboxAsync() => CountAsync("select count(*) from busqstash.outbox");

    public async Task<IReadOnlyList<LedgerMessage>> ReadAsync(string sinkUrl)
    {
        var ends = await TallyAsync(
            $"select message_id, count(*) from busqstash.event where state in ({(int)EventState.Delivered}, {(int)EventState.Failed}, {(int)EventState.Canceled}) group by 1");
        var active = await TallyAsync($"select message_id, count(*) from busqstash.event where state = {(int)EventState.Active} group by 1");
        var deadLetters = await TallyAsync("select message_id, count(*) from busqstash.dead_letter group by 1");
        await using var command = _source.CreateCommand(
            "select id, state, attempts, seq, url, finished_at, not_before from busqstash.message order by queue_name, seq");
        await using var reader = await command.ExecuteReaderAsync();
        var messages = new List<LedgerMessage>();
        while (await reader.ReadAsync())
        {
            var id = reader.GetString(0);
            messages.Add(new LedgerMessage(
                id, (MessageState)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetString(4)[sinkUrl.Length..])
            {
                FinishedAt = await reader.IsDBNullAsync(5) ? null : MachineClock.FromUnixMilliseconds(reader.GetInt64(5)),
                NotBefore = MachineClock.FromUnixMilliseconds(reader.GetInt64(6)),
                Ends = ends.GetValueOrDefault(id),
                ActiveEvents = active.GetValueOrDefault(id),
                DeadLetters = deadLetters.GetValueOrDefault(id),
            });
        }

        return messages;
    }

    public void Dispose() => _source.Dispose();

    private async Task<long> CountAsync(string query)
    {
        await using var command = _source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Dictionary<string, int>> TallyAsync(string query)
    {
        await using var command = _source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        var tally = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            tally[reader.GetString(0)] = (int)reader.GetInt64(1);
        }

        return tally;
    }
}
