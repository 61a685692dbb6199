using System.Net;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>Reads a request whose target ends in a destination: a publish, an enqueue, a schedule.</summary>
internal sealed class PublishRequestReader(MessagePreparer preparer, Credentials credentials, IOptions<PublishingOptions> options)
{
    internal async Task<(PublishRequest? Request, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        // Without a slash after the route the request has no destination.
        if (context.Features.Get<DestinationTarget>() is not { } target)
        {
            return (null, new Refusal(StatusCodes.Status404NotFound, "unknown path: a destination belongs behind it"));
        }

        var body = await RequestBytes.ReadAsync(context.Request, options.Value.MaxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            return (null, new Refusal(StatusCodes.Status412PreconditionFailed, preparer.TooLarge));
        }

        var request = new PublishRequest
        {
            Destination = target.Destination,
            QueueName = target.QueueName,
            Headers = Headers(context.Request),
            Query = target.Configuration,
            Body = body,
            CallerIp = CallerIp(context),
            Caller = Caller.Of(context),
        };
        return (request, null);
    }

    internal static string? CallerIp(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
    };

    /// <summary>All headers except this API's credential, which must not be forwarded.</summary>
    private List<HeaderLine> Headers(HttpRequest request) =>
    [
        .. from header in request.Headers
           let isAuthorization = header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
           from value in header.Value
           where !isAuthorization || !credentials.IsOurs(value)
           select new HeaderLine(header.Key, value),
    ];
}
