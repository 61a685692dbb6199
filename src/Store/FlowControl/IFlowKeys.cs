namespace BusQStash.Store.FlowControl;

/// <summary>Flow-control keys as users see them. Changes made for a key nobody used are harmless; pausing and pinning make it.</summary>
public interface IFlowKeys
{
    /// <summary>Keys that contain the text (all without one), by name.</summary>
    Task<IReadOnlyList<FlowKeyInfo>> ListAsync(string? search, CancellationToken cancellationToken);

    /// <summary>One key; <see langword="null"/> when nobody used it.</summary>
    Task<FlowKeyInfo?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stops or lets go on; arriving messages wait meanwhile.</summary>
    Task SetPausedAsync(string key, bool paused, CancellationToken cancellationToken);

    /// <summary>Sets limits that messages do not change, and starts a new window.</summary>
    Task PinAsync(string key, FlowPin pin, CancellationToken cancellationToken);

    /// <summary>Limits stay as they are until a message brings others.</summary>
    Task UnpinAsync(string key, bool parallelism, bool rate, CancellationToken cancellationToken);

    /// <summary>Forgets the starts of the current window.</summary>
    Task ResetRateAsync(string key, CancellationToken cancellationToken);

    /// <summary>Forgets the starts of the current window and the permits in use: attempts in flight go on without counting.</summary>
    Task ResetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Forgets keys that were not used for so long and are neither paused nor pinned, at most so many. Returns how many.</summary>
    Task<int> ForgetIdleAsync(TimeSpan idle, int max, CancellationToken cancellationToken);
}
