namespace BusQStash.Crash.Runs;

/// <summary>
/// Feels how slow the machine itself is. Promises that are about a second cannot be told broken by a machine that runs nothing for half of one; promises of
/// order do not ask it.
/// </summary>
internal sealed class Pulse : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(30);
    private readonly List<Stall> _stalls = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public Pulse() => _beating = BeatAsync();

    /// <summary>Ends it and tells what it felt.</summary>
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
