using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using BusQStash.Testing.Databases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BusQStash.Benchmarks.Ledgers;

/// <summary>A ledger in PostgreSQL, with one process on it: in the database given by <c>--postgres</c>, which is kept, or in a private one.</summary>
internal sealed class PostgresLedger : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _owned = new();

    private PostgresLedger()
    {
    }

    public required string ConnectionString { get; init; }

    public IServiceProvider Services { get; private set; } = null!;

    public static async Task<PostgresLedger> OpenAsync(Arguments arguments)
    {
        if (arguments.Text("postgres") is { } given)
        {
            return await StartAsync(new PostgresLedger { ConnectionString = given });
        }

        var server = await Database.FindAsync();
        var database = await server.CreateAsync();
        var ledger = new PostgresLedger { ConnectionString = database.ConnectionString };
        ledger._owned.Push(server);
        ledger._owned.Push(database);
        return await StartAsync(ledger);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Runs a statement beside the process, however long it takes.</summary>
    public async Task ExecuteAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { SearchPath = "busqstash", CommandTimeout = 0, Pooling = false };
        await using var source = NpgsqlDataSource.Create(settings);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var owned))
        {
            await owned.DisposeAsync();
        }
    }

    private static async Task<PostgresLedger> StartAsync(PostgresLedger ledger)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = ledger.ConnectionString })
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddStore(configuration)
            .AddSingleton<IOriginNumbers, UnsentNumbers>()
            .Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Api | InstanceKind.Worker)
            .BuildServiceProvider();
        ledger.Services = services;
        ledger._owned.Push(services);
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return ledger;
    }
}
