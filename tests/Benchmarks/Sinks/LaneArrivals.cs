namespace BusQStash.Benchmarks.Sinks;

/// <summary>What arrived of one lane.</summary>
internal sealed class LaneArrivals
{
    private readonly Lock _lock = new();
    private int _last = -1;
    private int _inWork;

    public int Count { get; private set; }

    public int Disorders { get; private set; }

    public int Overlaps { get; private set; }

    public void Enter(int number)
    {
        lock (_lock)
        {
            Count++;
            Overlaps += _inWork++ > 0 ? 1 : 0;
            Disorders += number < _last ? 1 : 0;
            _last = Math.Max(_last, number);
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _inWork--;
        }
    }
}
