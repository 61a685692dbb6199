namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL server the tests may start and crash, wherever it runs.</summary>
internal interface IOwnedPostgres : IAsyncDisposable
{
    /// <summary>What it is, for messages to people.</summary>
    string Description { get; }

    /// <summary>Superuser's connection string; the same for the server's whole life.</summary>
    string ConnectionString { get; }

    /// <summary>Starts the server on whatever data it has; returns when it answers queries.</summary>
    Task StartAsync();

    /// <summary>A crash. Does nothing when the server does not run.</summary>
    Task KillAsync();

    /// <summary>A clean stop that does not wait for clients. Does nothing when the server does not run.</summary>
    Task StopAsync();
}
