using System.Collections.Concurrent;
using System.Threading.Channels;
using BusQStash.Store.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Queues;

/// <summary>Takes, renews and gives up the leases of all lanes of this worker, each in one statement for all of them.</summary>
internal sealed partial class LaneLeases(
    ILanes lanes, OwnConnections own, TimeProvider time, IOptions<LaneOptions> options, ILogger<LaneLeases> logger)
{
    /// <summary>How often leases are renewed.</summary>
    internal static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1.5);

    /// <summary>How often an owner polls for pause, cancel and new settings in case no notification arrived, so that they are seen within a second.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Margin by which an owner counts its lease shorter than granted, for clock drift and pauses. Without it, two workers might process a lane at once.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    // How often a lease held elsewhere is requested again.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ExpiryTick = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, LaneRunner> _wanting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (LaneRunner Runner, LaneLease Lease)> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LaneEpoch> _given = new();
    private readonly Channel<bool> _wakes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _look;
    private long _lookedAt;
    private long _renewedAt;
    private long _askedAt;
    private int _newWant;

    /// <summary>
    /// Requests a poll of the ledger soon. Returns its number: status from a poll with this number or a later one includes everything that was committed
    /// before this call.
    /// </summary>
    public long LookSoon()
    {
        Volatile.Write(ref _lookedAt, 0);
        Wake();
        return Volatile.Read(ref _look) + 1;
    }

    /// <summary>The lane requests its lease; it is notified once it has the lease.</summary>
    public void Want(LaneRunner runner)
    {
        if (_wanting.TryAdd(runner.QueueName, runner))
        {
            Interlocked.Exchange(ref _newWant, 1);
            Wake();
        }
        else
        {
            _wanting[runner.QueueName] = runner;
        }
    }

    /// <summary>The lane does not want its lease any longer.</summary>
    public void Forgo(LaneRunner runner) => _wanting.TryRemove(KeyValuePair.Create(runner.QueueName, runner));

    /// <summary>The lane no longer needs its lease, which is soon released in the ledger; until then, no worker processes the lane.</summary>
    public void Release(LaneRunner runner, LaneLease lease)
    {
        lease.End();
        if (_held.TryGetValue(runner.QueueName, out var held) && ReferenceEquals(held.Lease, lease))
        {
            _held.TryRemove(KeyValuePair.Create(runner.QueueName, held));
        }

        _given.Enqueue(lease.Lane);
        Wake();
    }

    /// <summary>Renews leases until stopped, then releases the remaining ones.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        var expiry = ExpireAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(stoppingToken);
                await GiveUpAsync();
                await TakeAsync(stoppingToken);
                await KeepAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception.Message);
                await PauseAsync(AskAgain, stoppingToken);
            }
            catch (Exception)
            {
                // The worker is stopping: leases that could not be released expire.
                break;
            }
        }

        await expiry;
        await GiveUpLastAsync();
    }

    private void Wake() => _wakes.Writer.TryWrite(true);

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(AskAgain, time);
        await using var stopping = stoppingToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        try
        {
            await _wakes.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task GiveUpAsync()
    {
        var given = new List<LaneEpoch>();
        while (_given.TryDequeue(out var lane))
        {
            given.Add(lane);
        }

        if (given.Count > 0)
        {
            try
            {
                await lanes.ReleaseAsync(given, CancellationToken.None);
            }
            catch
            {
                given.ForEach(_given.Enqueue);
                throw;
            }
        }
    }

    private async Task GiveUpLastAsync()
    {
        try
        {
            await GiveUpAsync().WaitAsync(LastLimit, time);
        }
        catch (Exception exception)
        {
            // They run out by themselves.
            Log.Failed(logger, exception.Message);
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        var isNew = Interlocked.Exchange(ref _newWant, 0) == 1;
        if (_wanting.IsEmpty || (!isNew && time.GetElapsedTime(_askedAt) < AskAgain))
        {
            return;
        }

        _askedAt = time.GetTimestamp();
        var look = Interlocked.Increment(ref _look);
        var wanting = _wanting.ToArray();
        var askedAt = time.GetTimestamp();
        var taken = await lanes.TakeAsync([.. wanting.Select(pair => pair.Key)], options.Value.Lease, cancellationToken);
        foreach (var status in taken)
        {
            if (_wanting.TryRemove(status.Lane.QueueName, out var runner))
            {
                Grant(runner, new LaneSnapshot(status, look, askedAt));
            }
            else
            {
                _given.Enqueue(status.Lane);
            }
        }
    }

    private void Grant(LaneRunner runner, LaneSnapshot known)
    {
        var lease = new LaneLease(time, own, known, Length);
        _held[runner.QueueName] = (runner, lease);
        if (!runner.Post(new LaneInput.Granted(lease, known)))
        {
            Release(runner, lease);
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        var held = _held.ToArray();
        if (held.Length == 0)
        {
            return;
        }

        var renew = time.GetElapsedTime(_renewedAt) >= RenewEvery;
        if (!renew && time.GetElapsedTime(Volatile.Read(ref _lookedAt)) < LookEvery)
        {
            return;
        }

        // Set before the statement: a poll requested meanwhile comes after it.
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
        var look = Interlocked.Increment(ref _look);
        var askedAt = time.GetTimestamp();
        LaneEpoch[] epochs = [.. held.Select(pair => pair.Value.Lease.Lane)];
        var statuses = renew
            ? await lanes.RenewAsync(epochs, options.Value.Lease, cancellationToken)
            : await lanes.LookAsync(epochs, cancellationToken);
        _renewedAt = renew ? askedAt : _renewedAt;
        Tell(held, statuses.ToDictionary(status => status.Lane, status => new LaneSnapshot(status, look, askedAt)), renew);
    }

    private void Tell(KeyValuePair<string, (LaneRunner Runner, LaneLease Lease)>[] held, Dictionary<LaneEpoch, LaneSnapshot> found, bool renewed)
    {
        foreach (var (name, (runner, lease)) in held)
        {
            if (found.TryGetValue(lease.Lane, out var known))
            {
                if (renewed)
                {
                    lease.Extend(known.AskedAt, Length);
                }

                lease.See(known);
                runner.Post(new LaneInput.Seen(known));
            }
            else
            {
                Lose(name, runner, lease);
            }
        }
    }

    private void Lose(string name, LaneRunner runner, LaneLease lease)
    {
        lease.End();
        _held.TryRemove(KeyValuePair.Create(name, (runner, lease)));
        runner.Post(new LaneInput.Lost(lease));
    }

    // Beside the statements: a ledger that does not answer must not keep a lease from running out.
    private async Task ExpireAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await PauseAsync(ExpiryTick, stoppingToken);
            foreach (var (name, (runner, lease)) in _held)
            {
                if (lease.EndIfOver())
                {
                    Lose(name, runner, lease);
                }
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken) =>
        await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private TimeSpan Length => options.Value.Lease - Margin;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Leases of queues could not be renewed: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
