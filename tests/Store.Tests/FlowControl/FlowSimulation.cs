using BusQStash.Store.FlowControl;

namespace BusQStash.Store.Tests.FlowControl;

/// <summary>One key, one worker and a destination, a millisecond at a time. Attempts start late; those too late are put back, as the ledger does it.</summary>
internal sealed class FlowSimulation(int rate, int parallelism, int periodSeconds, int[] gaps, int[] lags, int[] durations)
{
    private const int Me = 1;
    private const long Step = 5;

    // Long enough for the slowest case: a window each, and a rest after each that was late.
    private const long End = 2_000_000;
    private readonly SortedDictionary<int, FlowLineEntry> _line = [];
    private readonly List<(long At, int Message, FlowDecision Decision, long GrantedAt)> _starting = [];
    private readonly List<long> _ends = [];
    private FlowKeyState _key = new() { Key = "k", Parallelism = parallelism, Rate = rate, PeriodSeconds = periodSeconds, Now = 0 };
    private long? _wakeAt;
    private int _arrived;
    private int _tries;
    private TimeSpan _lag;

    public List<long> Starts { get; } = [];

    public int MostTogether { get; private set; }

    public void Run()
    {
        var nextArrival = 1000L;
        for (var now = 1000L; now < End && Starts.Count < gaps.Length; now += Step)
        {
            while (_arrived < gaps.Length && nextArrival <= now)
            {
                _line.Add(_arrived, new FlowLineEntry($"{_arrived}", _arrived, null, null));
                nextArrival += gaps[_arrived++];
                _wakeAt = now;
            }

            Finish(now);
            Start(now);
            Grant(now);
        }
    }

    private void Grant(long now)
    {
        if (_wakeAt is not { } at || at > now)
        {
            return;
        }

        _key = _key with { Now = now, Permits = _starting.Count + _ends.Count };
        var ask = new FlowAsk(1, 100, 100, TimeSpan.FromMilliseconds(100), _lag);
        var decision = new FlowPlan(_key, ask).Decide([.. _line.Values.Take(FlowPlan.MaxRead)], _ => true, Me, new FlowRoom(100, 100));
        _key = _key with
        {
            WindowStartedAt = decision.WindowStartedAt, WindowCount = decision.WindowCount, WindowLag = decision.WindowLag,
        };
        _wakeAt = decision.WakeAt;
        foreach (var entry in decision.Granted)
        {
            var message = (int)entry.Place;
            _line.Remove(message);
            _starting.Add((now + lags[_tries++ % lags.Length], message, decision, now));
        }
    }

    private void Start(long now)
    {
        foreach (var one in _starting.Where(one => one.At <= now).ToArray())
        {
            _starting.Remove(one);
            if (one.Decision.StartWithin is { } limit && now - one.GrantedAt > limit)
            {
                PutBack(one.Message, one.Decision.Opened, now, now - one.GrantedAt);
                continue;
            }

            Starts.Add(now);
            _ends.Add(now + durations[one.Message]);
            MostTogether = Math.Max(MostTogether, _ends.Count);
        }
    }

    private void PutBack(int message, bool opened, long now, long late)
    {
        _line.Add(message, new FlowLineEntry($"{message}", message, null, null));
        _wakeAt = now;
        if (opened)
        {
            _lag = TimeSpan.FromMilliseconds(2 * late);
            var age = now - _key.WindowStartedAt;
            _key = _key with
            {
                WindowCount = Math.Max(_key.WindowCount, rate),
                WindowLag = (int)Math.Max(_key.WindowLag, Math.Max(age, Math.Min(age + FlowPlan.LongestStart, periodSeconds * 1000L))),
            };
        }
    }

    private void Finish(long now)
    {
        if (_ends.RemoveAll(end => end <= now) > 0)
        {
            _wakeAt = now;
        }
    }
}
