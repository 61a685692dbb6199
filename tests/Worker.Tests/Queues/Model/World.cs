using BusQStash.Bus.Naming;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>One history's world: clock, ledger, broker, destinations and workers, and everything that may happen in it.</summary>
internal sealed class World
{
    public const string CallbackUrl = "https://sender.example/told";
    public const string FailureCallbackUrl = "https://sender.example/warned";

    // Much more than can happen at one moment.
    private const int MostAtOnce = 100_000;
    private readonly int _gate;
    private readonly List<ModelWorker> _workers = [];
    private readonly List<MadeAttempt> _attempts = [];
    private readonly List<MadeAttempt> _inProgress = [];
    private readonly Action<string>? _tell;

    public World(History history, Without without, Action<string>? tell)
    {
        Without = without;
        _tell = tell;
        _gate = history.Gate == 0 ? int.MaxValue : history.Gate;
        Chance = new Chance(history.Seed);
        Interleaving = new Interleaving(Chance);
        Rules = new Rules(this);
        Ledger = new LedgerModel(this);
        Broker = new BrokerModel(this);
        News = new ModelNews(this);
    }

    public Without Without { get; }

    public Chance Chance { get; }

    public VirtualClock Clock { get; } = new();

    public Interleaving Interleaving { get; }

    public Rules Rules { get; }

    public LedgerModel Ledger { get; }

    public BrokerModel Broker { get; }

    public ModelNews News { get; }

    public IReadOnlyList<ModelWorker> Workers => _workers;

    /// <summary>Every attempt that was begun.</summary>
    public IReadOnlyList<MadeAttempt> Attempts => _attempts;

    public IReadOnlyList<MadeAttempt> InProgress
    {
        get
        {
            _inProgress.RemoveAll(attempt => attempt.HasEnded);
            return _inProgress;
        }
    }

    public static StoredMessage Stored(ModelMessage message) => new(
        message.Row.Id,
        message.Content.Spec,
        message.Content.Body,
        message.Row.State,
        message.Row.Attempts,
        message.Row.Seq,
        message.Content.CreatedAt)
    {
        NotBefore = message.NotBefore,
    };

    public void Tell(string text) => _tell?.Invoke($"{Clock.Elapsed}: {text}");

    /// <summary>Lets something happen then; at once means: before or after whatever else can happen now.</summary>
    public void After(TimeSpan delay, Action action)
    {
        if (delay > TimeSpan.Zero)
        {
            Clock.At(delay, action);
        }
        else
        {
            Interleaving.Add(new ReadyItem(null, static what => ((Action)what!)(), action));
        }
    }

    /// <summary>Lets some of what can happen now happen; returns how much did.</summary>
    public int RunSome(int most)
    {
        var count = 0;
        while (count < most && Interleaving.RunOne())
        {
            count++;
        }

        return count;
    }

    public void RunAll()
    {
        if (RunSome(MostAtOnce) == MostAtOnce)
        {
            throw new InvalidOperationException("Something goes round and round while time stands still.");
        }
    }

    /// <summary>Lets time pass, and everything happen meanwhile.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Clock.Elapsed + time;
        do
        {
            RunAll();
        }
        while (Clock.GoOn(until));
    }

    /// <summary>When what is sent over the broker arrives: mostly soon, sometimes late, twice or never.</summary>
    public IReadOnlyList<TimeSpan> NextDelays() => Chance.Below(12) switch
    {
        0 or 1 => [],
        2 => [TimeSpan.Zero, Chance.Milliseconds(3_000)],
        3 or 4 => [Chance.Milliseconds(4_000)],
        _ => [Chance.OneIn(3) ? Chance.Milliseconds(10) : TimeSpan.Zero],
    };

    public ModelWorker StartWorker()
    {
        var worker = new ModelWorker(this, _workers.Count + 1, _gate);
        _workers.Add(worker);
        worker.Start();
        return worker;
    }

    public MadeAttempt Begin(ModelWorker worker, Attempt attempt, LaneEpoch lane)
    {
        var made = new MadeAttempt(worker, Ledger.Find(attempt.MessageId), attempt.Number, Clock.Elapsed);
        Tell($"{made}, epoch {lane.Epoch}");
        Rules.Started(made, lane);
        _attempts.Add(made);
        _inProgress.Add(made);
        After(made.Message.Behaviour.Duration, made.End);
        return made;
    }

    /// <summary>A callback is delivered some time, as any message outside queues.</summary>
    public void Deliver(ModelMessage callback) => After(Chance.Milliseconds(1_500), () =>
    {
        var outcome = Ledger.Settle(new AttemptSettlement
        {
            MessageId = callback.Row.Id,
            Attempt = 0,
            NextState = MessageState.Delivered,
            StartedAt = Clock.Now,
            FinishedAt = Clock.Now,
        });
        if (outcome.Freed is { } freed)
        {
            News.Announce(new LaneChanged { QueueName = freed.QueueName, HoldersOnly = true, LeftMessageId = freed.MessageId });
        }
    });

    /// <summary>A parked lane's time has come.</summary>
    public void SendTurn(string queueName)
    {
        var shard = Ledger.FindQueue(queueName)?.Shard;
        Send(new ModelCommand(queueName, shard));
        News.Announce(new LaneChanged { QueueName = queueName, Shard = shard });
    }

    public void Send(ModelCommand command)
    {
        foreach (var delay in NextDelays())
        {
            After(delay, () => Broker[BrokerNames.Lane(command.QueueName, command.Shard)].Add(command));
        }
    }
}
