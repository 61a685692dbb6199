namespace BusQStash.Crash.Runs;

/// <summary>
/// Measures how slow the machine itself is. A promise of about a second cannot be judged on a machine that runs nothing for half a second; promises of
/// order do not depend on it.
/// </summary>
internal sealed class Pulse : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(30);
    private readonly List<Stall> _stalls = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public Pulse() => _beating = BeatAsync();

    /// <summary>Stops measuring and returns the stalls.</summary>
    public async Task<IReadOnlyList<Stall>> StopAsync()
    {
        await DisposeAsync();
        return _stalls;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_beating.IsCompleted)
        {
            await _stop.CancelAsync();
            await _beating;
            _stop.Dispose();
        }
    }

    private async Task BeatAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var before = MachineClock.Now;
            await Task.Delay(Beat, CancellationToken.None);
            var now = MachineClock.Now;
            if (now - before - Beat > Usual)
            {
                _stalls.Add(new Stall(now, now - before - Beat));
            }
        }
    }
}
