namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What a worker's way to the ledger suffers from.</summary>
internal sealed class StoreTrouble(World world)
{
    private int _failBefore;
    private int _failAfter;
    private TimeSpan _slowUntil;

    /// <summary>The next calls fail.</summary>
    /// <param name="calls">So many.</param>
    /// <param name="committed">What they ask for was done all the same.</param>
    public void Fail(int calls, bool committed)
    {
        _failBefore += committed ? 0 : calls;
        _failAfter += committed ? calls : 0;
    }

    public void SlowDown(TimeSpan time) => _slowUntil = world.Clock.Elapsed + time;

    public void Heal() => (_failBefore, _failAfter, _slowUntil) = (0, 0, TimeSpan.Zero);

    public bool FailsBefore() => _failBefore > 0 && _failBefore-- > 0;

    public bool FailsAfter() => _failAfter > 0 && _failAfter-- > 0;

    /// <summary>How long the next way to the ledger, or back, takes: mostly no time, so that whatever else could happen now comes before or after it.</summary>
    public TimeSpan NextDelay() => world.Clock.Elapsed < _slowUntil
        ? world.Chance.Milliseconds((int)(_slowUntil - world.Clock.Elapsed).TotalMilliseconds)
        : world.Chance.OneIn(8) ? world.Chance.Milliseconds(15) : TimeSpan.Zero;
}
