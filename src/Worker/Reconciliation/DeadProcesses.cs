using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Recovers the work of dead processes: resends their unconfirmed commands, marked, and releases their claims, so that these messages become
/// due again. The row of a process is deleted last, so that the recovery is repeated if this process dies meanwhile.
/// </summary>
/// <remarks>
/// Only a process that has been in contact with the ledger all the time can tell that another one is dead: see <see cref="DeadAfter"/>. Each release also
/// checks the heartbeat in its own transaction: a process that has sent a heartbeat meanwhile keeps its claims.
/// </remarks>
internal sealed partial class DeadProcesses(
    IInstances instances,
    DeadAfter dead,
    IUnconfirmedMessages unconfirmedMessages,
    IFlowGrants flow,
    CommandResend resend,
    LostHolders lost,
    ILogger<DeadProcesses> logger) : IReconciliation
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!dead.CanTell)
        {
            return;
        }

        foreach (var process in await instances.ListDeadAsync(dead.Age, cancellationToken))
        {
            await LookAfterAsync(process, cancellationToken);
        }

        // Their rows were deleted while they were unreachable, and they are back but not registered yet; most send a heartbeat a moment later.
        foreach (var number in lost.StillLost(LostHolders.Kind.Claims, await unconfirmedMessages.ListLostClaimsAsync(cancellationToken), dead.Age))
        {
            await resend.ReleaseClaimsAsync(number, dead.Age, cancellationToken);
        }

        foreach (var number in lost.StillLost(LostHolders.Kind.Permits, await flow.ListLostHoldersAsync(cancellationToken), dead.Age))
        {
            await ReleaseFlowAsync(number, cancellationToken);
        }
    }

    private async Task LookAfterAsync(DeadInstance process, CancellationToken cancellationToken)
    {
        // Some of the commands may already wait in the broker: confirmed, but the confirm was not recorded by the dead process.
        var unconfirmed = new CommandRange(process.Number, process.Watermark, long.MaxValue);
        var sent = await resend.SendAsync(unconfirmed, announce: true, cancellationToken);
        var released = await resend.ReleaseClaimsAsync(process.Number, dead.Age, cancellationToken) + await ReleaseFlowAsync(process.Number, cancellationToken);
        if (await instances.ForgetAsync(process.Number, dead.Age, cancellationToken))
        {
            Log.LookedAfter(logger, process.Number, sent, released);
        }
        else
        {
            Log.CameBack(logger, process.Number);
        }
    }

    // Messages with a flow-control key return to its line, and their permits are released.
    private async Task<int> ReleaseFlowAsync(int number, CancellationToken cancellationToken)
    {
        var all = 0;
        int released;
        do
        {
            released = await flow.ReleaseHolderAsync(number, dead.Age, cancellationToken);
            all += released;
        }
        while (released > 0);

        return all;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Process {Number} is gone: {Sent} of its commands were resent, {Released} claims released")]
        public static partial void LookedAfter(ILogger logger, int number, int sent, int released);

        [LoggerMessage(2, LogLevel.Information, "Process {Number} sent no heartbeat for a while and is back")]
        public static partial void CameBack(ILogger logger, int number);
    }
}
