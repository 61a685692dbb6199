using BusQStash.Rules.Memory;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

/// <summary>
/// Backpressure for large request bodies: each has its share of the memory for them from its first bytes to its answer. Callers beyond it wait, unread; who waits too long,
/// or finds too many before it, gets 503 and may try again.
/// </summary>
internal sealed class BodyIntake
{
    /// <summary>What a caller that waits costs at most: what has been read of its body, and what the web server reads ahead.</summary>
    private const int CostOfWaiting = 512 * 1024;

    private readonly ByteBudget _budget;
    private readonly HttpOptions _options;
    private readonly TimeProvider _time;

    public BodyIntake(IOptions<HttpOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _budget = new ByteBudget(_options.MaxBodyBytesInFlight ?? ByteBudget.PartOfMemory(HttpOptions.PartForBodies, HttpOptions.LeastForBodies));
    }

    /// <summary>Waits for the memory of a body; it is given back with the answer.</summary>
    /// <exception cref="BadHttpRequestException">There is none, or not in time.</exception>
    internal async Task TakeAsync(HttpContext context, long bytes, CancellationToken cancellationToken)
    {
        if (bytes > _budget.Most)
        {
            throw new BadHttpRequestException(
                $"this call takes {bytes} bytes of memory, more than the {_budget.Most} this process has for the bodies of calls (BusQStash:Http:MaxBodyBytesInFlight)",
                StatusCodes.Status412PreconditionFailed);
        }

        if (_budget.Waiting >= Math.Max(1, _budget.Most / CostOfWaiting))
        {
            throw Full(context);
        }

        using var patience = new CancellationTokenSource(_options.BodyPatience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            context.Response.RegisterForDispose(await _budget.TakeAsync(bytes, limit.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Full(context);
        }
    }

    /// <summary>The answer to a body there is no memory for just now.</summary>
    internal static BadHttpRequestException Full(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new BadHttpRequestException("too many large bodies are on their way in; try again", StatusCodes.Status503ServiceUnavailable);
    }
}
