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
internal sealed partial class DeadProcesses(
    IInstances instances,
    IDoubtfulMessages doubtful,
    IFlowGrants flow,
    CommandSender sender,
    Doubts doubts,
    StoreKind store,
    IOptions<ReconcilerOptions> options,
    ILogger<DeadProcesses> logger) : IReconciliation
{
    private const int GroupSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // An SQLite ledger has one process at a time: whoever else is written there is gone.
        var age = store == StoreKind.Sqlite ? TimeSpan.Zero : options.Value.DeadAfter;
        foreach (var dead in await instances.ListDeadAsync(age, cancellationToken))
        {
            var sent = await SendInDoubtAsync(dead, cancellationToken);
            var released = await ReleaseAsync(dead.Number, cancellationToken) + await ReleaseFlowAsync(dead.Number, cancellationToken);
            await instances.ForgetAsync(dead.Number, cancellationToken);
            Log.LookedAfter(logger, dead.Number, sent, released);
        }

        foreach (var number in await doubtful.ListLostClaimsAsync(cancellationToken))
        {
            await ReleaseAsync(number, cancellationToken);
        }

        foreach (var number in await flow.ListLostHoldersAsync(cancellationToken))
        {
            await ReleaseFlowAsync(number, cancellationToken);
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
            group = await doubtful.ReleaseClaimsAsync(number, GroupSize, cancellationToken);
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
            released = await flow.ReleaseHolderAsync(number, cancellationToken);
            all += released;
        }
        while (released > 0);

        return all;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Process {Number} is gone: {Sent} of its commands were sent again, {Released} claims released")]
        public static partial void LookedAfter(ILogger logger, int number, int sent, int released);
    }
}
