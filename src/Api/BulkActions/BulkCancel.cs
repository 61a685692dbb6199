using BusQStash.Api.Publishing;
using BusQStash.Store.BulkActions;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

/// <summary>Starts cancels by filter and waits for their completion (wire contract 16).</summary>
internal sealed class BulkCancel(
    IBulkActions actions, IRunActions runs, BulkActionRunner runner, MessageIds ids, TimeProvider time, IOptions<BulkActionOptions> options)
{
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    /// <summary>Records the action; from here on it completes even if this process dies.</summary>
    internal async Task<BulkAction> StartAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        var action = await actions.CreateAsync(ids.NextAction(), filter, time.GetUtcNow(), cancellationToken);
        runner.Wake();
        return action;
    }

    /// <summary>Records an action on workflow runs.</summary>
    internal async Task<BulkAction> StartAsync(RunCancelFilter filter, CancellationToken cancellationToken)
    {
        var action = await runs.CreateAsync(ids.NextAction(), filter, time.GetUtcNow(), cancellationToken);
        runner.Wake();
        return action;
    }

    /// <summary>Waits until the action is done; false on a timeout.</summary>
    internal async Task<bool> WaitAsync(BulkAction action, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var look = ShortestLook;
        while (await actions.FindAsync(action.Id, cancellationToken) is { CompletedAt: null })
        {
            if (time.GetElapsedTime(since) >= options.Value.Wait)
            {
                return false;
            }

            // The action may run in another process, so the ledger is polled.
            await Task.Delay(look, time, cancellationToken);
            look = look * 2 < LongestLook ? look * 2 : LongestLook;
        }

        return true;
    }
}
