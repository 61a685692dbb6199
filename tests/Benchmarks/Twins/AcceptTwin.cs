using System.Globalization;
using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace BusQStash.Benchmarks.Twins;

/// <summary>The raw twin of accepting: a bare Kestrel that publishes each body and answers once the broker has confirmed it.</summary>
/// <remarks>Requests share a channel, so as many confirms are awaited at once as there are requests.</remarks>
internal sealed class AcceptTwin(IChannel channel, string queue)
{
    public const string Role = "accept-twin";
    private static readonly BasicProperties Properties = new() { Persistent = true, ContentType = MediaTypeNames.Text.Plain };

    private static readonly CreateChannelOptions Confirming = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);

    /// <param name="arguments">Port, broker's address, queue.</param>
    public static async Task RunAsync(string[] arguments)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(arguments[1]) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(Confirming);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
            options.Listen(IPAddress.Loopback, int.Parse(arguments[0], CultureInfo.InvariantCulture)));
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(new AcceptTwin(channel, arguments[2]).AcceptAsync);
        await app.RunAsync();
    }

    private async Task AcceptAsync(HttpContext context)
    {
        var body = new byte[context.Request.ContentLength ?? throw new BadHttpRequestException("How long is it?")];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        await channel.BasicPublishAsync("", queue, mandatory: true, Properties, body, context.RequestAborted);
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync($$"""{"messageId":"{{Guid.CreateVersion7():N}}"}""", context.RequestAborted);
    }
}
