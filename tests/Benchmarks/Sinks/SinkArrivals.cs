using System.Collections.Concurrent;
using System.Diagnostics;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>When each of the expected messages came first, and what else came.</summary>
internal sealed class SinkArrivals(int expected, TimeSpan delay)
{
    private readonly long[] _at = new long[expected];
    private readonly SinkDelay? _delay = delay > TimeSpan.Zero ? new SinkDelay(delay) : null;
    private readonly ConcurrentDictionary<string, LaneArrivals> _lanes = new(StringComparer.Ordinal);
    private int _arrived;
    private int _requests;
    private int _strangers;
    private long _firstAt;
    private long _lastAt;

    /// <summary>The time of each message by its number, 0 for those that have not come.</summary>
    public ReadOnlySpan<long> Times => _at;

    /// <summary>Requests by lane.</summary>
    public IReadOnlyDictionary<string, int> Lanes => _lanes.ToDictionary(lane => lane.Key, lane => lane.Value.Count);

    public SinkFigures Figures
    {
        get
        {
            var (arrived, requests, strangers) = (_arrived, _requests, _strangers);
            return new SinkFigures(
                arrived, requests, Math.Max(0, requests - strangers - arrived), strangers,
                _lanes.Values.Sum(lane => lane.Disorders), _lanes.Values.Sum(lane => lane.Overlaps), _firstAt, _lastAt);
        }
    }

    /// <summary>As long as an answer takes.</summary>
    public Task DelayAsync() => _delay?.WaitAsync() ?? Task.CompletedTask;

    public LaneArrivals Lane(string name) => _lanes.GetOrAdd(name, static _ => new LaneArrivals());

    public void Add(int number)
    {
        var now = Stopwatch.GetTimestamp();
        if ((uint)number >= (uint)_at.Length)
        {
            Interlocked.Increment(ref _strangers);
        }
        else if (Interlocked.CompareExchange(ref _at[number], now, 0) == 0)
        {
            Interlocked.Increment(ref _arrived);
        }

        Interlocked.Increment(ref _requests);
        Interlocked.CompareExchange(ref _firstAt, now, 0);
        Volatile.Write(ref _lastAt, now);
    }
}
