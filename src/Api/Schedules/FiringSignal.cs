using System.Threading.Channels;

namespace BusQStash.Api.Schedules;

/// <summary>Wakes the firing loop of this process when a schedule may be due earlier than the known ones.</summary>
internal sealed class FiringSignal(TimeProvider time)
{
    // Capacity one: a pending signal already says everything.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Raise() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal, at most for the given time.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait timed out.
        }
    }
}
