namespace BusQStash.Store.FlowControl;

/// <summary>Manages flow-control keys for the API. Changes to an unknown key have no effect, except that pausing and pinning create it.</summary>
public interface IFlowKeys
{
    /// <summary>Keys whose name contains the text (all keys without one), sorted by name.</summary>
    Task<IReadOnlyList<FlowKeyInfo>> ListAsync(string? search, CancellationToken cancellationToken);

    /// <summary>One key; <see langword="null"/> when unknown.</summary>
    Task<FlowKeyInfo?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Pauses or resumes a key; arriving messages wait while it is paused.</summary>
    Task SetPausedAsync(string key, bool paused, CancellationToken cancellationToken);

    /// <summary>Pins limits, so that messages do not change them, and starts a new window.</summary>
    Task PinAsync(string key, FlowPin pin, CancellationToken cancellationToken);

    /// <summary>Unpins limits; they stay as they are until a message brings others.</summary>
    Task UnpinAsync(string key, bool parallelism, bool rate, CancellationToken cancellationToken);

    /// <summary>Resets the count of starts in the current window.</summary>
    Task ResetRateAsync(string key, CancellationToken cancellationToken);

    /// <summary>Resets the count of starts in the current window and the permits in use: attempts in flight continue without counting.</summary>
    Task ResetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes keys that have been idle for this long and are neither paused nor pinned, at most <paramref name="max"/>. Returns how many.</summary>
    Task<int> ForgetIdleAsync(TimeSpan idle, int max, CancellationToken cancellationToken);
}
