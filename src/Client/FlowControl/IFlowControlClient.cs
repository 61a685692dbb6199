namespace BusQStash.Client.FlowControl;

/// <summary>Flow-control keys. A key is there once a message has used it.</summary>
public interface IFlowControlClient
{
    /// <summary>All keys, or those that contain a text.</summary>
    Task<IReadOnlyList<FlowControlKey>> ListAsync(string? search = null, CancellationToken cancellationToken = default);

    /// <summary>One key.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<FlowControlKey> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Deliveries in flight in all.</summary>
    Task<GlobalParallelism> GetGlobalParallelismAsync(CancellationToken cancellationToken = default);

    /// <summary>Delivers nothing of the key; what comes meanwhile waits.</summary>
    Task PauseAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Goes on.</summary>
    Task ResumeAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Sets limits that messages cannot change; a rate begins a new period.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parallelism">Most deliveries in flight at once. <see langword="null"/>: not pinned by this call.</param>
    /// <param name="rate">Most deliveries begun per period. <see langword="null"/>: not pinned by this call.</param>
    /// <param name="period">What the rate is per, in whole seconds. <see langword="null"/>: a second.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task PinAsync(string key, int? parallelism = null, int? rate = null, TimeSpan? period = null, CancellationToken cancellationToken = default);

    /// <summary>Lets messages change the limits again; until one does, they stay.</summary>
    Task UnpinAsync(string key, bool parallelism = true, bool rate = true, CancellationToken cancellationToken = default);

    /// <summary>Forgets what was begun in this period, and begins a new one.</summary>
    Task ResetRateAsync(string key, CancellationToken cancellationToken = default);
}
