namespace BusQStash.Store.FlowControl;

/// <summary>
/// Tells this process's dispatcher that a line changed here, so that it need not wait for its next look. Other processes see it at theirs.
/// </summary>
public sealed class FlowSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    /// <summary>Something was committed that may let a message start.</summary>
    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Told already, and not heard yet.
        }
    }

    /// <summary>Waits for the next call of <see cref="Raise"/>, one that came since the last wait included.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => _raised.WaitAsync(limit, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _raised.Dispose();
}
