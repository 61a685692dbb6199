using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>
/// What a destination is asked by the benchmark itself: <c>/reset?expected=&amp;delay=</c>, <c>/figures</c>, <c>/arrivals</c> (64-bit ticks of the machine's monotonic
/// clock by message number) and <c>/lanes</c>.
/// </summary>
internal sealed class SinkControl
{
    /// <summary>What has come since the last reset.</summary>
    public SinkArrivals Arrivals { get; private set; } = new(0, TimeSpan.Zero);

    /// <summary>Answers the benchmark; <see langword="null"/> when the request is somebody's message.</summary>
    public Task? Serve(HttpContext context) => context.Request.Path.Value switch
    {
        "/reset" => ResetAsync(context),
        "/figures" => context.Response.WriteAsJsonAsync(Arrivals.Figures, SinkJson.Default.SinkFigures),
        "/arrivals" => SendArrivalsAsync(context),
        "/lanes" => context.Response.WriteAsJsonAsync(Arrivals.Lanes, SinkJson.Default.IReadOnlyDictionaryStringInt32),
        _ => null,
    };

    private Task ResetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var expected = int.Parse(query["expected"].ToString(), CultureInfo.InvariantCulture);
        var delay = int.Parse(query["delay"].ToString(), CultureInfo.InvariantCulture);
        Arrivals = new SinkArrivals(expected, TimeSpan.FromMilliseconds(delay));
        return Task.CompletedTask;
    }

    private async Task SendArrivalsAsync(HttpContext context) =>
        await context.Response.Body.WriteAsync(MemoryMarshal.AsBytes(Arrivals.Times).ToArray(), context.RequestAborted);
}
