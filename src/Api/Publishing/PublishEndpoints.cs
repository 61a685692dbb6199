using System.Net;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>Publish, enqueue and batch (wire contract 3 and 7).</summary>
internal static class PublishEndpoints
{
    internal static void MapPublishing(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(RawTarget.PublishRoute, PublishAsync);
        routes.MapPost(RawTarget.EnqueueRoute, PublishAsync);
        routes.MapPost("/v2/batch", BatchAsync);
    }

    private static async Task<IResult> PublishAsync(
        HttpContext context,
        MessagePublisher publisher,
        MessagePreparer preparer,
        Credentials credentials,
        IOptions<PublishingOptions> options)
    {
        // Without a slash after the route there is no destination to read.
        if (context.Features.Get<DestinationTarget>() is not { } target)
        {
            return ApiResults.NotFound("unknown path: a destination belongs behind it");
        }

        var body = await RequestBytes.ReadAsync(context.Request, options.Value.MaxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            return ApiResults.Error(StatusCodes.Status412PreconditionFailed, preparer.TooLarge);
        }

        var request = new PublishRequest
        {
            Destination = target.Destination,
            QueueName = target.QueueName,
            Headers = Headers(context.Request, credentials),
            Query = target.Configuration,
            Body = body,
            CallerIp = CallerIp(context),
        };
        var answers = await publisher.PublishAsync([request], context.RequestAborted);
        return PublishAnswers.One(answers[0]);
    }

    private static async Task<IResult> BatchAsync(HttpContext context, MessagePublisher publisher, IOptions<PublishingOptions> options)
    {
        var limit = options.Value.MaxBatchBytes;
        var body = await RequestBytes.ReadAsync(context.Request, limit, context.RequestAborted);
        if (body is null)
        {
            return ApiResults.Error(StatusCodes.Status412PreconditionFailed, $"batch is larger than the limit of {limit} bytes");
        }

        var (items, refusal) = BatchReader.Read(body);
        if (items is null)
        {
            return ApiResults.Error(refusal!);
        }

        var callerIp = CallerIp(context);
        var answers = await publisher.PublishAsync([.. items.Select(item => BatchReader.ToRequest(item, callerIp))], context.RequestAborted);
        return PublishAnswers.Batch(answers);
    }

    /// <summary>All headers but the credential: it is this API's, and nobody else's to see.</summary>
    private static List<HeaderLine> Headers(HttpRequest request, Credentials credentials) =>
    [
        .. from header in request.Headers
           let isAuthorization = header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
           from value in header.Value
           where !isAuthorization || credentials.CheckHeader(value) == Access.None
           select new HeaderLine(header.Key, value),
    ];

    private static string? CallerIp(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
    };
}
