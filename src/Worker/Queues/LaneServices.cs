using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Queues;

/// <summary>The services that all lanes share.</summary>
internal sealed class LaneServices(
    ILanes lanes,
    IMessages messages,
    AttemptRunner attempts,
    LaneRights rights,
    TimeProvider time,
    IOptions<LaneOptions> options,
    ILogger<LaneRunner> logger) : IDisposable
{
    private readonly CancellationTokenSource _abandoned = new();

    public ILanes Lanes => lanes;

    public IMessages Messages => messages;

    public AttemptRunner Attempts => attempts;

    public LaneLeases Leases => rights.Leases;

    public LanePermits Permits => rights.Permits;

    public AttemptGate Gate => rights.Gate;

    public TimeProvider Time => time;

    public LaneOptions Options => options.Value;

    public ILogger Logger => logger;

    /// <summary>Fires when the worker waits for the ledger no longer: attempts whose ends are not written by then will be made again.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    public void Abandon() => _abandoned.Cancel();

    public void Dispose() => _abandoned.Dispose();
}
