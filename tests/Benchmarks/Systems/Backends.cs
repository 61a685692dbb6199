using BusQStash.Benchmarks.Sinks;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using Npgsql;

namespace BusQStash.Benchmarks.Systems;

/// <summary>What all contenders of a row share: a PostgreSQL, a RabbitMQ, and the sink.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private Backends(PrivateDatabaseServer postgres, PrivateBroker rabbitMq, SinkProcess sink)
    {
        Postgres = postgres;
        RabbitMq = rabbitMq;
        Sink = sink;
    }

    public PrivateDatabaseServer Postgres { get; }

    public PrivateBroker RabbitMq { get; }

    public SinkProcess Sink { get; }

    public static async Task<Backends> StartAsync()
    {
        var postgres = PrivateDatabaseServer.CreateAsync();
        var rabbitMq = PrivateBroker.CreateAsync();
        return new Backends(await postgres, await rabbitMq, await SinkProcess.StartAsync());
    }

    /// <summary>Before each run: the database has written down what the run before left behind, whoever made it.</summary>
    public async Task SettleAsync()
    {
        await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString + ";Pooling=false;Command Timeout=0");
        await using var command = source.CreateCommand("checkpoint");
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        await RabbitMq.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
