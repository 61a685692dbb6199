using Xunit;

namespace BusQStash.Testing.Databases;

/// <summary>One PostgreSQL server for a whole test assembly: <c>[assembly: AssemblyFixture(typeof(SharedDatabase))]</c>.</summary>
/// <remarks>It starts with the first test that asks for it, so a run without database tests needs no server.</remarks>
public sealed class SharedDatabase : IAsyncLifetime
{
    private readonly Lazy<Task<Database>> _database = new(Database.FindAsync);

    public Task<Database> GetAsync() => _database.Value;

    /// <summary>A fresh, empty database on the shared server.</summary>
    public async Task<PrivateDatabase> CreateAsync() => await (await GetAsync()).CreateAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_database is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _database.Value).DisposeAsync();
        }
    }
}
