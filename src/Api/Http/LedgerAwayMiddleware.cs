using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

/// <summary>
/// Fails calls fast while the ledger is known to be unreachable. Each would otherwise wait for a connection until the network gives up, and might still be written after its
/// caller was told otherwise. Calls in progress when the ledger goes away are abandoned after <see cref="StoreOptions.RefuseAfter"/>.
/// </summary>
/// <remarks>
/// An abandoned call may have been written all the same: its 503 says that the outcome is unknown, and the publisher retries. The heartbeat detects the ledger's return within a
/// second or two, and calls are accepted again.
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
