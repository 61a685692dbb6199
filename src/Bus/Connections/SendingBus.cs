using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Connections;

/// <summary>
/// A bus that only sends, over its own connection and channel. The broker blocks a channel while one of its target queues accepts nothing (a quorum queue
/// without a leader): head-of-line blocking for everything sent after. If a channel's confirms stop while the broker confirms elsewhere, the bus abandons it and
/// resends what was outstanding over another.
/// </summary>
internal sealed partial class SendingBus(string name, Func<string, IBusControl> create, BrokerOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private IBusControl _bus = create(name);
    private Task _started = Task.CompletedTask;
    private Task _leaving = Task.CompletedTask;
    private long _confirmedAt;

    /// <summary>The bus to send over now.</summary>
    public IBus Current => Volatile.Read(ref _bus);

    /// <summary>It has connected.</summary>
    public bool Started => _started.IsCompletedSuccessfully && !_stopping.IsCancellationRequested;

    /// <summary>Begins to connect and returns.</summary>
    public void Start() => _started = StartAsync(_bus);

    /// <summary>The broker has confirmed something that was sent over it.</summary>
    public void Confirmed() => Volatile.Write(ref _confirmedAt, time.GetTimestamp());

    /// <summary>Reports that a send over this bus, begun at that time, was not confirmed in time although the broker confirms elsewhere.</summary>
    public void Unconfirmed(IBus held, long since)
    {
        lock (_lock)
        {
            // If other sends on the channel are confirmed, it is not blocked. A channel is abandoned only once, however many sends wait for it.
            if (!ReferenceEquals(held, _bus) || Volatile.Read(ref _confirmedAt) > since || _stopping.IsCancellationRequested)
            {
                return;
            }

            Log.GivenUp(logger, name);
            _leaving = Task.WhenAll(_leaving.IsCompleted ? Task.CompletedTask : _leaving, LeaveAsync(_bus));
            _bus = create(name);
            _started = StartAsync(_bus);
        }
    }

    /// <summary>Stops the bus within a limit; the messages of unconfirmed commands are in the ledger.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(LeaveAsync(_bus), _leaving);
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task StartAsync(IBusControl bus)
    {
        // A first start that fails (for instance because of rejected credentials) is retried; meanwhile the health endpoint reports it.
        while (!_stopping.IsCancellationRequested && ReferenceEquals(bus, Current))
        {
            try
            {
                await bus.StartAsync(_stopping.Token);
                return;
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Log.StartFailed(logger, name, BrokerFailures.Explain(exception, options));
                await Task.Delay(RetryPause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LeaveAsync(IBusControl bus)
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await Task.Run(() => bus.StopAsync(limit.Token), CancellationToken.None).WaitAsync(StopLimit);
        }
        catch (Exception exception)
        {
            // The broker may not respond on this channel for a minute; it notices the end of the process at the latest.
            Log.StopFailed(logger, name, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Name}: the connection could not be started; retrying: {Reason}")]
        public static partial void StartFailed(ILogger logger, string name, string reason);

        [LoggerMessage(2, LogLevel.Information, "{Name}: the connection did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string name, string reason);

        [LoggerMessage(3, LogLevel.Warning, "{Name}: RabbitMQ confirms nothing over this connection but does over another; the connection is abandoned and its unconfirmed messages are resent")]
        public static partial void GivenUp(ILogger logger, string name);
    }
}
