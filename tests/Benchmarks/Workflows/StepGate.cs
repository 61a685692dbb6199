using System.Diagnostics;

namespace BusQStash.Benchmarks.Workflows;

/// <summary>Holds each call of an endpoint until the benchmark lets it go on. One run at a time.</summary>
internal sealed class StepGate : IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _open = new(0);
    private long _arrivedAt;

    /// <summary>The endpoint's side.</summary>
    public async Task HoldAsync(WorkflowDelivery delivery)
    {
        _arrivedAt = Stopwatch.GetTimestamp();
        _arrived.Release();
        await _open.WaitAsync();
    }

    /// <summary>Waits for the next call.</summary>
    /// <returns>When it came, in ticks of the monotonic clock.</returns>
    public async Task<long> ArrivedAsync(TimeSpan limit) =>
        await _arrived.WaitAsync(limit) ? _arrivedAt : throw new TimeoutException("The endpoint was not called again.");

    /// <summary>The call that is held goes on: its step is submitted now.</summary>
    /// <returns>When, in ticks of the monotonic clock.</returns>
    public long Open()
    {
        var now = Stopwatch.GetTimestamp();
        _open.Release();
        return now;
    }

    public void Dispose()
    {
        _arrived.Dispose();
        _open.Dispose();
    }
}
