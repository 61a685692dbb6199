using BusQStash.Bus.Publishing;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Looks after what dead processes left behind: commands they had not seen confirmed are sent again, marked, and messages they had claimed become
/// due again. A process is forgotten only after all of that, so dying in between repeats it.
/// </summary>
/// <remarks>
/// Whether a process is dead can be told only by one that has been in touch with the ledger all the time: see <see cref="ILedgerContact"/>. And each release asks
/// once more, in its own transaction: a process that has beaten meanwhile keeps what it has.
/// </remarks>
internal sealed partial class DeadProcesses(
    IInstances instances,
    ILedgerContact contact,
    IDoubtfulMessages doubtful,
    IFlowGrants flow,
    CommandSender sender,
    Doubts doubts,
    LostHolders lost,
    StoreKind store,
    IOptions<ReconcilerOptions> options,
    ILogger<DeadProcesses> logger) : IReconciliation
{
    private const int GroupSize = 200;

    // An SQLite ledger has one process at a time: whoever else is written there is gone.
    private TimeSpan Age => store == StoreKind.Sqlite ? TimeSpan.Zero : options.Value.DeadAfter;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (contact.Unbroken < Age)
        {
            return;
        }

        foreach (var dead in await instances.ListDeadAsync(Age, cancellationToken))
        {
            await LookAfterAsync(dead, cancellationToken);
        }

        // Forgotten while they were away, and back before they had registered anew: most beat a moment later.
        foreach (var number in lost.StillLost(LostHolders.Kind.Claims, await doubtful.ListLostClaimsAsync(cancellationToken), Age))
        {
            await ReleaseAsync(number, cancellationToken);
        }

        foreach (var number in lost.StillLost(LostHolders.Kind.Permits, await flow.ListLostHoldersAsync(cancellationToken), Age))
        {
            await ReleaseFlowAsync(number, cancellationToken);
        }
    }

    private async Task LookAfterAsync(DeadInstance dead, CancellationToken cancellationToken)
    {
        var sent = await SendInDoubtAsync(dead, cancellationToken);
        var released = await ReleaseAsync(dead.Number, cancellationToken) + await ReleaseFlowAsync(dead.Number, cancellationToken);
        if (await instances.ForgetAsync(dead.Number, Age, cancellationToken))
        {
            Log.LookedAfter(logger, dead.Number, sent, released);
        }
        else
        {
            Log.CameBack(logger, dead.Number);
        }
    }

    private async Task<int> SendInDoubtAsync(DeadInstance dead, CancellationToken cancellationToken)
    {
        var sent = 0;
        var after = dead.Watermark;
        while (true)
        {
            var found = await doubtful.ReadInDoubtAsync(dead.Number, after, long.MaxValue, GroupSize, cancellationToken);
            if (sent == 0 && found.Count > 0)
            {
                // Some of them may wait in the broker, confirmed but not yet said so by the process that is gone.
                await doubts.AnnounceAsync(new DoubtfulCommands(dead.Number, dead.Watermark, long.MaxValue), cancellationToken);
            }

            await Task.WhenAll(found.Select(item => sender.SendMarkedAsync(item.Message, cancellationToken)));
            sent += found.Count;
            if (found.Count < GroupSize)
            {
                return sent;
            }

            after = found[^1].OriginNumber;
        }
    }

    private async Task<int> ReleaseAsync(int number, CancellationToken cancellationToken)
    {
        var released = 0;
        IReadOnlyList<StoredMessage> group;
        do
        {
            group = await doubtful.ReleaseClaimsAsync(number, Age, GroupSize, cancellationToken);
            await Task.WhenAll(group.Select(message => sender.SendMarkedAsync(message, cancellationToken)));
            released += group.Count;
        }
        while (group.Count == GroupSize);
        return released;
    }

    // Messages with a flow-control key return to its line; their permits count no longer.
    private async Task<int> ReleaseFlowAsync(int number, CancellationToken cancellationToken)
    {
        var all = 0;
        int released;
        do
        {
            released = await flow.ReleaseHolderAsync(number, Age, cancellationToken);
            all += released;
        }
        while (released > 0);

        return all;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Process {Number} is gone: {Sent} of its commands were sent again, {Released} claims released")]
        public static partial void LookedAfter(ILogger logger, int number, int sent, int released);

        [LoggerMessage(2, LogLevel.Information, "Process {Number} was silent for a while and is back")]
        public static partial void CameBack(ILogger logger, int number);
    }
}
