using BusQStash.Api.Http;
using BusQStash.Api.Startup;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BusQStash.Api.Dashboard;

/// <summary>Serves the dashboard. Every address in it and every redirect is relative, so a proxy may serve it under any prefix.</summary>
internal static partial class DashboardEndpoints
{
    private const string Forever = "public, max-age=31536000, immutable";

    internal static void MapDashboard(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value.Enabled)
        {
            return;
        }

        app.MapGet("/", Root).ExcludeFromDescription();

        // Routing treats both spellings as one path, so the shell's endpoint distinguishes them.
        app.MapMethods("/dashboard", [HttpMethods.Get, HttpMethods.Head], ShellAsync).ExcludeFromDescription();
        app.MapMethods("/dashboard/assets/{hash}/{**name}", [HttpMethods.Get, HttpMethods.Head], AssetAsync).ExcludeFromDescription();
        app.MapSession();
        app.Map("/dashboard/{**path}", () => ApiResults.NotFound("the dashboard has no such page")).ExcludeFromDescription();
    }

    /// <summary>Logs the dashboard's address at the start; the embedded default prints its own banner.</summary>
    internal static void LogDashboardAddress(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value.Enabled)
        {
            app.Lifetime.ApplicationStarted.Register(() => Log.Address(app.Logger, app.Urls.FirstOrDefault() is { } url ? Banner.ToCall(url) : ""));
        }
    }

    private static IResult Root(HttpContext context)
    {
        // A client other than a browser gets an error that names the API's paths.
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return UnknownPaths.Answer(context);
        }

        context.Response.Headers.Location = "dashboard/";
        return TypedResults.StatusCode(StatusCodes.Status302Found);
    }

    private static Task ShellAsync(HttpContext context, DashboardAssets assets)
    {
        if (!context.Request.Path.Value!.EndsWith('/'))
        {
            context.Response.Headers.Location = "dashboard/";
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            return Task.CompletedTask;
        }

        var tag = $"\"{assets.Hash}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return SendAsync(context, assets.Shell);
    }

    private static Task AssetAsync(string hash, string name, HttpContext context, DashboardAssets assets)
    {
        if (assets.Find(hash, name) is not { } asset)
        {
            return ApiResults.NotFound("the server was updated: load the page again").ExecuteAsync(context);
        }

        context.Response.Headers.CacheControl = Forever;
        return SendAsync(context, asset);
    }

    private static async Task SendAsync(HttpContext context, DashboardAsset asset)
    {
        var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var content = compressed ? asset.Compressed : asset.Plain;
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (compressed)
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The dashboard is at {Url}/dashboard/.")]
        public static partial void Address(ILogger logger, string url);
    }
}
