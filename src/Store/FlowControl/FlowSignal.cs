namespace BusQStash.Store.FlowControl;

/// <summary>Signals this process's dispatcher that a line has changed, so that it need not wait for its next poll. Other processes see the change when they poll.</summary>
public sealed class FlowSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    /// <summary>Reports a committed change that may let a message start.</summary>
    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // A signal is already pending.
        }
    }

    /// <summary>Waits for a call of <see cref="Raise"/>, including one made since the last wait.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => _raised.WaitAsync(limit, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _raised.Dispose();
}
