namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What a worker's way to the ledger suffers from.</summary>
internal sealed class StoreTrouble(World world)
{
    private TimeSpan _failsBeforeUntil;
    private TimeSpan _failsAfterUntil;
    private TimeSpan _slowUntil;
    private TimeSpan _cutOffUntil;

    /// <summary>For a while every second call fails.</summary>
    /// <param name="time">So long.</param>
    /// <param name="committed">What they ask for is done all the same.</param>
    public void Fail(TimeSpan time, bool committed)
    {
        if (committed)
        {
            _failsAfterUntil = world.Clock.Elapsed + time;
        }
        else
        {
            _failsBeforeUntil = world.Clock.Elapsed + time;
        }
    }

    /// <summary>For a while no call takes effect.</summary>
    public void CutOff(TimeSpan time) => _cutOffUntil = world.Clock.Elapsed + time;

    public void SlowDown(TimeSpan time) => _slowUntil = world.Clock.Elapsed + time;

    public void Heal() =>
        (_failsBeforeUntil, _failsAfterUntil, _slowUntil, _cutOffUntil) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    public bool IsCutOff => world.Clock.Elapsed < _cutOffUntil;

    public bool FailsBefore() => world.Clock.Elapsed < _failsBeforeUntil && world.Chance.OneIn(2);

    public bool FailsAfter() => world.Clock.Elapsed < _failsAfterUntil && world.Chance.OneIn(2);

    /// <summary>How long the next way to the ledger, or back, takes: mostly no time, so that whatever else could happen now comes before or after it.</summary>
    public TimeSpan NextDelay() => world.Clock.Elapsed < _slowUntil
        ? world.Chance.Milliseconds((int)(_slowUntil - world.Clock.Elapsed).TotalMilliseconds)
        : world.Chance.OneIn(8) ? world.Chance.Milliseconds(15) : TimeSpan.Zero;
}
