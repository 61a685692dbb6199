using BusQStash.Testing;
using Npgsql;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>The heartbeats of a deployment, read from its database directly.</summary>
public sealed class Heartbeats(string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const string Now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(connectionString);

    /// <summary>Waits until nobody has given a sign of life for so long.</summary>
    public Task WaitForSilenceAsync(TimeSpan time) => Eventually.TrueAsync(
        async () => await AskAsync($"select {Now} - max(heartbeat_at) from busqstash.instance") > time.TotalMilliseconds,
        $"{time} without a heartbeat",
        Patience);

    /// <summary>Waits until everybody has given signs of life for so long since now.</summary>
    public async Task WaitForEverybodyAsync(int processes, TimeSpan time)
    {
        var until = await AskAsync($"select {Now}") + time.TotalMilliseconds;
        await Eventually.TrueAsync(
            async () => await AskAsync($"select count(*) from busqstash.instance where heartbeat_at > {until}") == processes,
            $"heartbeats of {processes} processes for {time}",
            Patience);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<double> AskAsync(string question)
    {
        await using var command = _database.CreateCommand(question);
        return Convert.ToDouble(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
