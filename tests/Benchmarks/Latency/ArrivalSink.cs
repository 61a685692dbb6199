using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using BusQStash.Benchmarks.Sinks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Benchmarks.Latency;

/// <summary>A destination in this process, so that sending and arriving are read off one clock: it notes when each number's first request came.</summary>
/// <remarks>The number stands in the body (<see cref="NumberedBody"/>): it comes through every system unchanged.</remarks>
internal sealed class ArrivalSink : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Arrival>> _arrivals = new();
    private readonly WebApplication _app;
    private volatile TaskCompletionSource? _hanging;

    private ArrivalSink(WebApplication app) => _app = app;

    public int Port { get; private set; }

    public string Url => $"http://127.0.0.1:{Port}/hook";

    /// <summary>The host that can be made to hang.</summary>
    public string? DeadHost { get; init; }

    /// <param name="deadHost">A host that can be made to hang, or null.</param>
    /// <param name="allLoopback">Whether it listens on all of 127.0.0.0/8: a thousand hosts for one sink.</param>
    public static async Task<ArrivalSink> StartAsync(string? deadHost = null, bool allLoopback = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(allLoopback ? IPAddress.Any : IPAddress.Loopback, port: 0));
        var app = builder.Build();
        var sink = new ArrivalSink(app) { DeadHost = deadHost };
        app.Run(sink.ReceiveAsync);
        await app.StartAsync();
        sink.Port = new Uri(app.Urls.First()).Port;
        return sink;
    }

    /// <summary>Waits until the message of that number is there.</summary>
    public Task<Arrival> ArrivalOfAsync(int number, TimeSpan timeout) => Of(number).Task.WaitAsync(timeout);

    /// <summary>From now on requests to the dead host get no answer.</summary>
    public void Hang() => _hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All that hang are answered, and those that come from now on at once.</summary>
    public void Revive()
    {
        var hanging = _hanging;
        _hanging = null;
        hanging?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Revive();
        await _app.DisposeAsync();
    }

    private TaskCompletionSource<Arrival> Of(int number) =>
        _arrivals.GetOrAdd(number, _ => new TaskCompletionSource<Arrival>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ReceiveAsync(HttpContext context)
    {
        var arrival = new Arrival(Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (_hanging is { } hanging && context.Request.Host.Host == DeadHost)
        {
            await hanging.Task.WaitAsync(context.RequestAborted);
        }

        Of(NumberedBody.Read(body.GetBuffer().AsSpan(0, (int)body.Length))).TrySetResult(arrival);
    }
}
