using System.Collections.Concurrent;
using System.Threading.Channels;
using BusQStash.Store.FlowControl;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.FlowControl;

/// <summary>Returns permits to the ledger, with retries until it answers, and tracks which this process holds.</summary>
/// <remarks>A permit is tracked here from its grant until the ledger has it back. If the process dies, its permits are released once it is considered dead.</remarks>
internal sealed partial class PermitReturns(IFlowGrants grants, ILogger<PermitReturns> logger) : BackgroundService
{
    private const int GroupSize = 200;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    // Permits that cannot be released before the process ends are released later, when it is considered dead.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private readonly Channel<PermitReturn> _returns =
        Channel.CreateUnbounded<PermitReturn>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentDictionary<FlowPermit, byte> _held = new();

    /// <summary>A permit was granted.</summary>
    public void Hold(FlowPermit permit) => _held[permit] = 0;

    /// <summary>The settlement gave it back.</summary>
    public void Settled(FlowPermit permit) => _held.TryRemove(permit, out _);

    public bool Holds(FlowPermit permit) => _held.ContainsKey(permit);

    public void Post(PermitReturn what) => _returns.Writer.TryWrite(what);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _returns.Writer.TryComplete();
        var ended = ExecuteTask ?? Task.CompletedTask;
        await Task.WhenAny(ended, Task.Delay(StopLimit, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _returns.Reader.WaitToReadAsync(stoppingToken))
        {
            var group = new List<PermitReturn>();
            while (group.Count < GroupSize && _returns.Reader.TryRead(out var one))
            {
                group.Add(one);
            }

            await WriteAsync(group, stoppingToken);
        }
    }

    private async Task WriteAsync(List<PermitReturn> group, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await TryWriteAsync(group, stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Written half: what comes twice finds nothing left to change.
                Log.Failed(logger, exception.Message);
                await Task.Delay(RetryPause, stoppingToken);
            }
        }
    }

    private async Task TryWriteAsync(List<PermitReturn> group, CancellationToken cancellationToken)
    {
        FlowPermit[] released = [.. group.OfType<PermitReturn.Release>().Select(one => one.Permit)];
        if (released.Length > 0)
        {
            await grants.ReleaseAsync(released, cancellationToken);
            Array.ForEach(released, Settled);
        }

        FlowPutBack[] putBacks = [.. group.OfType<PermitReturn.PutBack>().Select(one => one.What)];
        if (putBacks.Length > 0)
        {
            await grants.PutBackAsync(putBacks, cancellationToken);
            Array.ForEach(putBacks, one => Settled(one.Permit));
        }

        // Withdrawals go last: a request that was returned and then withdrawn must not stay in the line.
        LanePermitRequest[] withdrawn = [.. group.OfType<PermitReturn.Withdraw>().Select(one => one.Request)];
        if (withdrawn.Length > 0)
        {
            await grants.WithdrawAsync(withdrawn, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Flow-control permits could not be released; retrying: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
