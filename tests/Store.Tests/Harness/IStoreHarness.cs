namespace BusQStash.Store.Tests.Harness;

/// <summary>An empty ledger with one process on it, started as a host starts it.</summary>
public interface IStoreHarness : IAsyncDisposable
{
    /// <summary>Services of the process.</summary>
    IServiceProvider Services { get; }

    Task StartAsync(CancellationToken cancellationToken);
}
