namespace BusQStash.Client.FlowControl;

/// <summary>Flow-control keys. A key exists once a message has used it.</summary>
public interface IFlowControlClient
{
    /// <summary>All keys, or those that contain a text.</summary>
    Task<IReadOnlyList<FlowControlKey>> ListAsync(string? search = null, CancellationToken cancellationToken = default);

    /// <summary>One key.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<FlowControlKey> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Deliveries in flight across all keys.</summary>
    Task<GlobalParallelism> GetGlobalParallelismAsync(CancellationToken cancellationToken = default);

    /// <summary>Pauses the deliveries of the key; new messages wait.</summary>
    Task PauseAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Resumes the deliveries of the key.</summary>
    Task ResumeAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Pins limits, so that messages cannot change them; a pinned rate starts a new period.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parallelism">Maximum number of deliveries in flight. <see langword="null"/>: not pinned by this call.</param>
    /// <param name="rate">Maximum number of deliveries started per period. <see langword="null"/>: not pinned by this call.</param>
    /// <param name="period">The period of the rate, in whole seconds. <see langword="null"/>: a second.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task PinAsync(string key, int? parallelism = null, int? rate = null, TimeSpan? period = null, CancellationToken cancellationToken = default);

    /// <summary>Lets messages change the limits again; until one does, the limits stay.</summary>
    Task UnpinAsync(string key, bool parallelism = true, bool rate = true, CancellationToken cancellationToken = default);

    /// <summary>Resets the count of deliveries started in this period, and starts a new period.</summary>
    Task ResetRateAsync(string key, CancellationToken cancellationToken = default);
}
