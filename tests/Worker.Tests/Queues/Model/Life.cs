namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Lives through a history: what it says happens in its order, and between that whatever can, in an order left to chance. Then everything is mended, and must come to rest.</summary>
internal sealed class Life(History history, Without without = Without.Nothing, Action<string>? tell = null)
{
    // A lease that is over, news that come late, a lane that is parked once more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    // News and commands that come late, and as long as a lane holds them for nothing, one after the other.
    private static readonly TimeSpan UntilCommandsAreBack = TimeSpan.FromSeconds(5) + (3 * ModelOptions.Lanes.HoldLimit);
    private readonly World _world = new(history, without, tell);

    public IReadOnlyList<Finding> Run()
    {
        var publisher = new Publisher(_world, history.Queues);
        var meddler = new Meddler(_world, publisher);
        for (var index = 0; index < history.Queues.Length; index++)
        {
            publisher.Make(index);
        }

        for (var count = 0; count < history.Workers; count++)
        {
            _world.StartWorker();
        }

        foreach (var step in history.Steps)
        {
            // What the step interrupts is somewhere in the middle.
            _world.RunSome(_world.Chance.Below(12));
            _world.Tell(step.ToString());
            if (step.Kind == StepKind.Advance)
            {
                _world.Pass(TimeSpan.FromMilliseconds(step.Size));
            }
            else
            {
                meddler.Do(step);
            }
        }

        meddler.MendAll();
        var end = new EndRules(_world);
        end.Check(ComesToRest(), hadFaults: history.Steps.Any(step => step.IsFault));
        if (_world.Rules.Findings.Count == 0 && _world.Chance.OneIn(16))
        {
            _world.Pass(UntilCommandsAreBack);
            end.CheckCommands();
        }

        return _world.Rules.Findings;
    }

    private bool IsQuiet => _world.Ledger.Messages.All(message => message.Row.IsFinal) && _world.InProgress.Count == 0;

    private bool ComesToRest()
    {
        var until = _world.Clock.Elapsed + Patience + _world.Ledger.LongestRest();
        _world.RunAll();
        while (!IsQuiet)
        {
            if (!_world.Clock.GoOn(until))
            {
                return false;
            }

            _world.RunAll();
        }

        return true;
    }
}
