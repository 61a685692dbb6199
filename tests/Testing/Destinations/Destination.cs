using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace BusQStash.Testing.Destinations;

/// <summary>A real HTTP server on loopback that receives deliveries, and misbehaves on demand.</summary>
/// <remarks>An unplanned call fails the test: disposing the destination then throws.</remarks>
public sealed class Destination : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly ConcurrentDictionary<string, Hook> _hooks = [];
    private readonly ConcurrentQueue<string> _unplanned = [];
    private readonly CancellationTokenSource _stopping = new();
    private int _lastHook;

    private Destination(WebApplication server) => _server = server;

    /// <summary>Address without a path.</summary>
    public string Url => _server.Urls.Single();

    /// <summary>Requests to paths without a hook.</summary>
    public IReadOnlyCollection<string> UnplannedCalls => _unplanned;

    public static async Task<Destination> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var destination = new Destination(builder.Build());
        destination._server.Run(destination.ServeAsync);
        await destination._server.StartAsync();
        return destination;
    }

    /// <summary>Adds a path that gives this answer to every request; 200 by default.</summary>
    public Hook AddHook(Answer? answer = null) => AddHook(_ => answer ?? Answer.Ok);

    /// <summary>Adds a path that answers each request as the function decides.</summary>
    public Hook AddHook(Func<ReceivedRequest, Answer> answer)
    {
        var number = Interlocked.Increment(ref _lastHook);
        var path = string.Create(CultureInfo.InvariantCulture, $"/hook-{number}");
        return _hooks[path] = new Hook(Url + path, answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
        if (!_unplanned.IsEmpty)
        {
            throw new InvalidOperationException($"The destination got calls nobody planned: {string.Join("; ", _unplanned)}");
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (_hooks.TryGetValue(FirstSegment(target), out var hook))
        {
            await hook.ServeAsync(context, _clock, _stopping.Token);
            return;
        }

        _unplanned.Enqueue($"{context.Request.Method} {target}");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static string FirstSegment(string target)
    {
        var end = target.AsSpan(1).IndexOfAny('/', '?');
        return end < 0 ? target : target[..(end + 1)];
    }
}
