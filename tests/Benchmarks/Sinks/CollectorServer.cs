using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>Where traces go: a bare Kestrel that takes what OTLP over HTTP sends, counts the bytes, and answers 200. <c>GET /</c> tells how many there were.</summary>
internal static class CollectorServer
{
    public const string Role = "collector";
    private static long _bytes;

    /// <param name="arguments">The port.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, int.Parse(arguments[0], CultureInfo.InvariantCulture)));
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(ServeAsync);
        await app.RunAsync();
    }

    private static async Task ServeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsync(Interlocked.Read(ref _bytes).ToString(CultureInfo.InvariantCulture), context.RequestAborted);
            return;
        }

        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            Interlocked.Add(ref _bytes, read);
        }
    }
}
