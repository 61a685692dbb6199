using BusQStash.Api.Publishing;
using BusQStash.Store.BulkActions;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

/// <summary>Starts cancels by filter and waits for them (wire contract 16).</summary>
internal sealed class BulkCancel(
    IBulkActions actions, IRunActions runs, BulkActionRunner runner, MessageIds ids, TimeProvider time, IOptions<BulkActionOptions> options)
{
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    /// <summary>Writes the action down; from here on it is done whatever happens to this process.</summary>
    internal async Task<BulkAction> StartAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        var action = await actions.CreateAsync(ids.NextAction(), filter, time.GetUtcNow(), cancellationToken);
        runner.Wake();
        return action;
    }

    /// <summary>The same for workflow runs.</summary>
    internal async Task<BulkAction> StartAsync(RunCancelFilter filter, CancellationToken cancellationToken)
    {
        var action = await runs.CreateAsync(ids.NextAction(), filter, time.GetUtcNow(), cancellationToken);
        runner.Wake();
        return action;
    }

    /// <summary>Waits until the action is done; false when that takes too long.</summary>
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

            // Whoever does it may be another process, so the ledger is asked.
            await Task.Delay(look, time, cancellationToken);
            look = look * 2 < LongestLook ? look * 2 : LongestLook;
        }

        return true;
    }
}
