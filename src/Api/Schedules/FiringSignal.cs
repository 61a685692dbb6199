using System.Threading.Channels;

namespace BusQStash.Api.Schedules;

/// <summary>Wakes up the firing of this process: a schedule may be due earlier than anything known before.</summary>
internal sealed class FiringSignal(TimeProvider time)
{
    // One place: a signal that is waiting already says it all.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Raise() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal, at most so long.</summary>
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
            // Nothing came in time.
        }
    }
}
