namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL server that tests may start and crash, wherever it runs.</summary>
internal interface IOwnedPostgres : IAsyncDisposable
{
    /// <summary>A description for messages to people.</summary>
    string Description { get; }

    /// <summary>The superuser's connection string; constant for the server's whole life.</summary>
    string ConnectionString { get; }

    /// <summary>Starts the server on its existing data; returns when it answers queries.</summary>
    Task StartAsync();

    /// <summary>Crashes the server. Does nothing when the server does not run.</summary>
    Task KillAsync();

    /// <summary>Stops the server cleanly, without waiting for clients. Does nothing when the server does not run.</summary>
    Task StopAsync();
}
