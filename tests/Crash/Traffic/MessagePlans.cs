using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Traffic;

/// <summary>Draws random plans: most messages are simple; each difficulty is frequent enough to coincide with every fault.</summary>
internal sealed class MessagePlans(Random chance)
{
    /// <summary>Longer than a lane's lease of 6 s: such an attempt depends on renewals.</summary>
    private static readonly TimeSpan LongerThanLease = TimeSpan.FromSeconds(7.5);

    public MessagePlan Next()
    {
        var plan = Easy() with
        {
            Callback = chance.Next(100) < 12,
            FailureCallback = chance.Next(100) < 25,
            Delay = chance.Next(100) < 4 ? TimeSpan.FromMilliseconds(chance.Next(1, 5) * 1000) : TimeSpan.Zero,
            HasDeduplicationId = chance.Next(100) < 70,
        };
        return Trouble(plan) with { SentTwice = plan.HasDeduplicationId && chance.Next(100) < 4 };
    }

    private MessagePlan Easy() => new()
    {
        Behaviour = Behaviour.Answer(TimeSpan.FromMilliseconds(chance.Next(5, 80))),
        RetryDelay = TimeSpan.FromMilliseconds(chance.Next(3, 20) * 100),
    };

    private MessagePlan Trouble(MessagePlan plan) => chance.Next(1000) switch
    {
        < 60 => plan with { Behaviour = Behaviour.FailFirst(chance.Next(1, 4)) },
        < 75 => plan with { Behaviour = Behaviour.FailFirst(1), RetryDelay = TimeSpan.FromMilliseconds(chance.Next(30, 50) * 100) },
        < 95 => plan with { Behaviour = Behaviour.FailAlways, Retries = chance.Next(0, 3) },
        // One retry more than planned hangs, because a suspended process may miss an answer as well.
        < 105 => plan with { Behaviour = Behaviour.HangFirst(1), Timeout = TimeSpan.FromSeconds(2), Retries = 5 },
        < 125 => plan with { Behaviour = Behaviour.ResetFirst(1) },
        < 165 => plan with { Behaviour = Behaviour.Answer(TimeSpan.FromMilliseconds(chance.Next(300, 1500))) },
        < 168 => plan with { Behaviour = Behaviour.Answer(LongerThanLease) },
        _ => plan,
    };
}
