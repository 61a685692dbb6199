using System.Collections.Concurrent;
using System.Diagnostics;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>
/// Waits of one length, right to a fraction of a millisecond where few overlap. The runtime's own timers go by a clock that moves every four milliseconds on many Linux
/// machines: a wait of five takes five to nine, and a loop that waits for such answers locks into steps of four.
/// </summary>
internal sealed class SinkDelay
{
    private readonly BlockingCollection<(long DueAt, TaskCompletionSource Done)> _waiting = [];
    private readonly TimeSpan _length;

    public SinkDelay(TimeSpan length)
    {
        _length = length;
        new Thread(EndInTurn) { IsBackground = true, Name = "sink delay" }.Start();
    }

    public Task WaitAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((Stopwatch.GetTimestamp() + (long)(_length.TotalSeconds * Stopwatch.Frequency), done));
        return done.Task;
    }

    // All are equally long: the first to come is the first to go.
    private void EndInTurn()
    {
        foreach (var (dueAt, done) in _waiting.GetConsumingEnumerable())
        {
            var left = (int)Math.Round(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), dueAt).TotalMilliseconds);
#pragma warning disable RS0030 // Nothing is waited for but the time.
            Thread.Sleep(Math.Max(0, left));
#pragma warning restore RS0030
            done.SetResult();
        }
    }
}
