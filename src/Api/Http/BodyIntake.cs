using BusQStash.Rules.Memory;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

/// <summary>
/// Backpressure for large request bodies: each reserves its share of a memory budget from its first bytes to its answer. Callers beyond the budget wait unread; a caller that
/// waits too long, or finds too many waiting, gets 503 and may retry.
/// </summary>
internal sealed class BodyIntake
{
    /// <summary>Most memory of a waiting caller: the part of its body read so far and the web server's read-ahead.</summary>
    private const int CostOfWaiting = 512 * 1024;

    private readonly ByteBudget _budget;
    private readonly HttpOptions _options;
    private readonly TimeProvider _time;

    public BodyIntake(IOptions<HttpOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _budget = new ByteBudget(_options.MaxBodyBytesInFlight ?? ByteBudget.PartOfMemory(HttpOptions.PartForBodies, HttpOptions.LeastForBodies));
    }

    /// <summary>Reserves the memory for a body, waiting if necessary; it is released with the answer.</summary>
    /// <exception cref="BadHttpRequestException">The memory is not available, or not in time.</exception>
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

        context.Response.RegisterForDispose(await _budget.TryTakeAsync(bytes, _options.BodyPatience, _time, cancellationToken) ?? throw Full(context));
    }

    /// <summary>The answer to a body that does not fit into memory at the moment.</summary>
    internal static BadHttpRequestException Full(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new BadHttpRequestException("too many large bodies are on their way in; try again", StatusCodes.Status503ServiceUnavailable);
    }
}
