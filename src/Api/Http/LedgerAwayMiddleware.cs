using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

/// <summary>
/// Refuses calls once the ledger is known to be away, before anything is begun: each would wait for its own connection, for as long as the network lets it, and might
/// still be written after its caller was told that it was not. Calls under way when the ledger goes are given up after <see cref="StoreOptions.RefuseAfter"/>.
/// </summary>
/// <remarks>
/// A call that was given up may have been written all the same: its 503 says that nobody knows, and the publisher sends again. The heartbeat finds the ledger back
/// within a second or two, and calls are taken again.
/// </remarks>
internal sealed class LedgerAwayMiddleware(RequestDelegate next, ILedgerContact contact, IOptions<StoreOptions> options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var lost = contact.Lost;
        if (!lost.CanBeCanceled || !ApiPaths.Contain(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (lost.IsCancellationRequested)
        {
            throw new TimeoutException("it has not answered this process for a while");
        }

        await GiveUpWithAsync(context, lost);
    }

    private async Task GiveUpWithAsync(HttpContext context, CancellationToken lost)
    {
        var gone = context.RequestAborted;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(gone);
        await using var giveUp = lost.UnsafeRegister(
            static state =>
            {
                var (limit, after) = ((CancellationTokenSource, TimeSpan))state!;
                limit.CancelAfter(after);
            },
            (limit, options.Value.RefuseAfter));
        context.RequestAborted = limit.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            throw new TimeoutException("it stopped answering while the call waited for it");
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }
}
