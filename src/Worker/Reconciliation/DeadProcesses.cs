using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Looks after what dead processes left behind: commands they had not seen confirmed are sent again, marked, and messages they had claimed become
/// due again. A process is forgotten only after all of that, so dying in between repeats it.
/// </summary>
/// <remarks>
/// Whether a process is dead can be told only by one that has been in touch with the ledger all the time: see <see cref="DeadAfter"/>. And each release asks
/// once more, in its own transaction: a process that has beaten meanwhile keeps what it has.
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

        // Forgotten while they were away, and back before they had registered anew: most beat a moment later.
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
        // Some of the commands may wait in the broker, confirmed but not yet said so by the process that is gone.
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

    // Messages with a flow-control key return to its line; their permits count no longer.
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
