using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Instances;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Tests.Delivery;
using BusQStash.Worker.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>
/// A worker: the product's lanes, leases and attempt runner, with the model's clock, ledger, broker and destinations around them. It starts and stops as <c>WorkerStartup</c> does it.
/// </summary>
internal sealed class ModelWorker
{
    private readonly World _world;
    private readonly WorkerClock _time;
    private readonly LaneHost _host;
    private readonly LaneLeases _leases;
    private readonly List<ReadyItem> _held = [];
    private Func<Task>? _stopLooking;
    private Func<Task>? _stopLeasing;
    private TimeSpan _lastBeat;
    private TimeSpan _disconnectedAt;
    private TimeSpan _disconnectedUntil;
    private bool _isGivenUp;

    public ModelWorker(World world, int number, int gate)
    {
        _world = world;
        Number = number;
        Context = new WorkerContext(world.Interleaving, this);
        Line = new StoreLine(world);
        Endpoints = new WorkerEndpoints(world, this);
        _time = new WorkerClock(world.Clock, Context);
        var identity = new InstanceIdentity();
        identity.Assign(number);
        var contact = new UnbrokenContact(() => SinceSeen);
        var lanes = new WorkerLanes(world, number, Line);
        _leases = new LaneLeases(lanes, new OwnConnections(contact, () => SinceSeen), _time, ModelOptions.LaneOptions, NullLogger<LaneLeases>.Instance);
        var nothing = new NothingPublished();
        var attempts = new AttemptRunner(
            new ModelAttempts(world, this, _time, identity),
            new WorkerLedger(world, Line),
            new RunSettlements(new NoWorkflowRuns(), new RunEffectsPublisher(nothing, nothing, world.News)),
            new SettlementFollowUp(nothing, nothing, world.News),
            _time,
            NullLogger<AttemptRunner>.Instance);
        var grants = new NoFlowControl();
        var permits = new LanePermits(grants, new LaneWaiters(), new PermitReturns(grants, NullLogger<PermitReturns>.Instance), new StartLag(_time));
        var services = new LaneServices(
            lanes,
            new WorkerMessages(world, Line),
            attempts,
            new LaneRights(_leases, permits, new AttemptGate(gate)),
            _time,
            ModelOptions.LaneOptions,
            NullLogger<LaneRunner>.Instance);
        var placement = new LanePlacement(new WorkerInstances(world, Line), contact, identity, _time, ModelOptions.LaneOptions);
        _host = new LaneHost(services, placement, Endpoints, lanes, ModelOptions.Metrics, NullLogger<LaneHost>.Instance);
    }

    public int Number { get; }

    public WorkerContext Context { get; }

    public StoreLine Line { get; }

    public WorkerEndpoints Endpoints { get; }

    public bool IsFrozen { get; private set; }

    /// <summary>Killed or stopped: nothing happens in it any longer.</summary>
    public bool IsGone { get; private set; }

    /// <summary>It was told to stop.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>How long ago one of the two servers answered, at the worst: the last answer came as the connections were closed.</summary>
    public TimeSpan SinceSeen => IsDisconnected && _world.Without != Without.Connections ? _world.Clock.Elapsed - _disconnectedAt : TimeSpan.Zero;

    private bool IsDisconnected => _world.Clock.Elapsed < _disconnectedUntil;

    public bool HasBeatWithin(TimeSpan maxAge) =>
        !IsLeaving && !(_isGivenUp && (IsGone || IsDisconnected)) && _world.Clock.Elapsed - LastBeat <= maxAge;

    private TimeSpan LastBeat => IsGone || IsFrozen ? _lastBeat : IsDisconnected ? _disconnectedAt : _world.Clock.Elapsed;

    public void Start()
    {
        _stopLeasing = Begin(_leases.RunAsync);
        _stopLooking = Begin(LookAsync);
    }

    public void Freeze()
    {
        IsFrozen = true;
        _lastBeat = _world.Clock.Elapsed;
        foreach (var attempt in _world.InProgress.Where(attempt => attempt.Worker == this))
        {
            attempt.StoodStill = true;
        }
    }

    public void Thaw()
    {
        IsFrozen = false;
        _held.ForEach(_world.Interleaving.Add);
        _held.Clear();
    }

    public void Hold(ReadyItem item) => _held.Add(item);

    public void Kill()
    {
        _lastBeat = IsFrozen ? _lastBeat : _world.Clock.Elapsed;
        IsGone = true;
        foreach (var attempt in _world.InProgress.Where(attempt => attempt.Worker == this).ToArray())
        {
            attempt.Cut(CancellationToken.None);
        }

        _world.Broker.Drop(this);
        BeMissed();
    }

    /// <summary>Nothing reaches the ledger or the broker, and both have closed their ends.</summary>
    public void Disconnect(TimeSpan time)
    {
        _disconnectedAt = IsDisconnected ? _disconnectedAt : _world.Clock.Elapsed;
        _disconnectedUntil = _world.Clock.Elapsed + time;
        Line.Trouble.CutOff(time);
        _world.Broker.Break(this);
        BeMissed();
    }

    public void Reconnect() => _disconnectedUntil = TimeSpan.Zero;

    public void Stop()
    {
        IsLeaving = true;
        Run(StopAsync);
    }

    public void Receive(BrokerDelivery delivery) =>
        _world.After(_world.Chance.OneIn(4) ? _world.Chance.Milliseconds(5) : TimeSpan.Zero, () => Run(() => TakeAsync(delivery)));

    public void Hear(LaneChanged change) => Run(() => _host.HearAsync(change, CancellationToken.None));

    // Others look every tenth of a second; they take some time to act.
    private void BeMissed()
    {
        var since = IsGone ? _world.Clock.Elapsed : _disconnectedAt;
        _world.After(since + DisconnectedProcesses.Patience + _world.Chance.Milliseconds(600) - _world.Clock.Elapsed, () =>
        {
            if (IsGone || (IsDisconnected && _disconnectedAt == since))
            {
                _isGivenUp = true;
                _world.Ledger.EndLeasesOf(Number);
            }
        });
    }

    private async Task TakeAsync(BrokerDelivery delivery)
    {
        var command = delivery.Command;
        if (command.Message is null)
        {
            _host.Wake(command.QueueName, command.Shard);
        }
        else
        {
            await _host.TakeTurnAsync(command.QueueName, command.Shard, command.Message, command.Command ?? new DeliverMessage());
        }

        delivery.Acknowledge();
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _host.LookAsync(CancellationToken.None);
            }
            catch (ModelStoreException)
            {
                // Looked again soon.
            }

            await Task.Delay(LaneUpkeep.DiscoverEvery, _time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task StopAsync()
    {
        await _stopLooking!();
        await _host.StopAsync(ModelOptions.Lanes.StopLimit);
        await _stopLeasing!();
        IsGone = true;
        _world.Broker.Drop(this);
    }

    private Func<Task> Begin(Func<CancellationToken, Task> work)
    {
        var stopping = new CancellationTokenSource();
        var running = Task.CompletedTask;
        Run(() => running = work(stopping.Token));
        return () =>
        {
            stopping.Cancel();
            return running;
        };
    }

    private void Run(Func<Task> work) => _world.Interleaving.Add(new ReadyItem(this, _ => Observe(work()), null));

    // What fails because the ledger does not answer is the bus's to try again, or nobody's; anything else is a finding.
    private async void Observe(Task work)
    {
        try
        {
            await work;
        }
        catch (ModelStoreException)
        {
        }
        catch (Exception exception)
        {
            _world.Rules.Found(FindingKind.Broke, exception.ToString());
        }
    }
}
