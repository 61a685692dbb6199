using System.Net;
using System.Net.Sockets;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Rules.Destinations;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>Checks a destination before a message is sent (SSRF policy): resolves its name as a delivery would, and never connects.</summary>
internal static class DestinationCheckEndpoints
{
    private static readonly TimeSpan LookUpLimit = TimeSpan.FromSeconds(2);

    internal static void MapDestinationCheck(this IEndpointRouteBuilder routes) => routes.MapPost("/busqstash/destinations/check", CheckAsync)
        .WithSummary("Check a destination")
        .WithDescription("Whether this server would call the destination, and if not, why. The name is resolved, but no connection is made.")
        .Needs(Access.Publish)
        .TakesBody<DestinationCheckRequest>()
        .Produces<DestinationCheck>()
        .Looks();

    private static async Task<IResult> CheckAsync(HttpContext context, DestinationRules rules, CallLog calls, IOptions<DestinationOptions> options)
    {
        var (request, refusal) = await JsonBody.ReadAsync(context, PublishingJson.Default.DestinationCheckRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var wrong = rules.Read(ByteText.FromText(request.Url ?? ""), out var url);
        if (!DestinationUrl.TryParse(url, out var destination))
        {
            return ApiResults.Json(new DestinationCheck(false, "invalid_url", wrong ?? "it is no http(s) URL", null), PublishingJson.Default.DestinationCheck);
        }

        // A token bound to hosts must not resolve other hosts either.
        if (Caller.Of(context) is { Bounds: { } bounds } caller && bounds.RefuseHost(url) is { } outside)
        {
            calls.OutOfBounds(caller.Name, PublishRequestReader.CallerIp(context), outside);
            return ApiResults.Error(StatusCodes.Status403Forbidden, outside);
        }

        var check = await LookUpAsync(destination.Uri.IdnHost.Trim('[', ']'), wrong, options.Value, context.RequestAborted);
        return ApiResults.Json(check, PublishingJson.Default.DestinationCheck);
    }

    private static async Task<DestinationCheck> LookUpAsync(string host, string? wrong, DestinationOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LookUpLimit);
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, limit.Token);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new DestinationCheck(false, "unknown_host", $"the name {host} leads to no address", null);
        }

        // A delivery connects to any allowed address among them.
        List<string> shown = [.. addresses.Select(address => address.ToString())];
        return addresses.Length == 0
            ? new DestinationCheck(false, "unknown_host", $"the name {host} leads to no address", null)
            : wrong is not null || addresses.All(address => DestinationAddresses.IsDenied(address, options))
                ? new DestinationCheck(false, "denied_address", wrong ?? $"{host} leads to {string.Join(", ", shown)}, which must not be called", shown)
                : new DestinationCheck(true, null, null, shown);
    }
}
