using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>Streams the logs live as Server-Sent Events (SSE).</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>Interval of token checks on an open stream: a revoked token ends its stream within it, as on any other process.</summary>
    private static readonly TimeSpan AskAgainEvery = TimeSpan.FromSeconds(5);

    /// <summary>More than the pages ever open at once; each costs one connection and nothing else.</summary>
    private const int MostViewers = 200;

    internal static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/busqstash/live", WatchAsync)
        .WithSummary("Watch the logs")
        .WithDescription("Server-Sent Events: entry, skipped (entries left out because there were too many), and ping every 15 s. Last-Event-ID resumes after an entry.")
        .TakesQuery(QueryParameters.LogFilters)
        .Produces<string>(contentType: "text/event-stream");

    private static async Task<IResult> WatchAsync(HttpContext context, LiveFeed feed, IEventViews events, Credentials credentials, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var refusals = new Refusals();
        var query = EventFilters.Read(context.Request.Query, EventFilters.LogsCount, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        if (feed.Viewers >= MostViewers)
        {
            context.Response.Headers.RetryAfter = "1";
            return ApiResults.Error(StatusCodes.Status503ServiceUnavailable, "too many are watching");
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var viewer = feed.Join(query);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await PingAsync(context, time, over.Token);
            var known = await CatchUpAsync(context, query, events, over.Token);
            await FollowAsync(context, viewer, known, credentials, time, over.Token);
        }
        catch (OperationCanceledException)
        {
            // The viewer disconnected or this process is stopping: the page reconnects with the id of its last entry.
        }
        finally
        {
            feed.Leave(viewer);
        }

        return Results.Empty;
    }

    /// <summary>Sends the entries after the viewer's last one, as many as are shown.</summary>
    private static async Task<HashSet<long>> CatchUpAsync(HttpContext context, EventQuery query, IEventViews events, CancellationToken over)
    {
        if (context.Request.Headers["Last-Event-ID"].ToString().Split('-') is not [var timeText, var idText]
            || !long.TryParse(timeText, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !long.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return [];
        }

        var missed = await events.TailAsync(from, LiveFeed.MostShown + 1, over);
        List<TailEntry> fitting = [.. missed.Where(entry => (entry.Time, entry.Id).CompareTo((from, last)) > 0 && entry.Fits(query))];
        if (fitting.Count > LiveFeed.MostShown)
        {
            await WriteAsync(context, "skipped", new LiveSkipped(fitting.Count - LiveFeed.MostShown), EventsJson.Default.LiveSkipped, over);
        }

        await FramesAsync(context, fitting.Take(LiveFeed.MostShown).Reverse().Select(entry => new LiveFrame(entry)), over);
        return [last, .. fitting.Select(entry => entry.Id)];
    }

    private static async Task FollowAsync(
        HttpContext context, LiveViewer viewer, HashSet<long> known, Credentials credentials, TimeProvider time, CancellationToken over)
    {
        var askedAt = time.GetTimestamp();
        while (!over.IsCancellationRequested)
        {
            var next = await NextAsync(viewer, time, over);
            if (time.GetElapsedTime(askedAt) >= AskAgainEvery)
            {
                if (!await StillSignedIn.OfAsync(context, credentials))
                {
                    return;
                }

                askedAt = time.GetTimestamp();
            }

            await (next is { } news ? NewsAsync(context, news.Entries.Where(frame => !known.Remove(frame.Entry.Id)), news.Skipped, over) : PingAsync(context, time, over));
        }
    }

    /// <summary>The next entries; <see langword="null"/> after a quiet period, when the viewer gets a ping.</summary>
    private static async Task<(IReadOnlyList<LiveFrame> Entries, int Skipped)?> NextAsync(LiveViewer viewer, TimeProvider time, CancellationToken over)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(over);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), quiet, PingEvery, Timeout.InfiniteTimeSpan);
        try
        {
            return await viewer.Reader.ReadAsync(quiet.Token);
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task NewsAsync(HttpContext context, IEnumerable<LiveFrame> entries, int skipped, CancellationToken over)
    {
        await FramesAsync(context, entries, over);
        if (skipped > 0)
        {
            await WriteAsync(context, "skipped", new LiveSkipped(skipped), EventsJson.Default.LiveSkipped, over);
            await context.Response.Body.FlushAsync(over);
        }
    }

    /// <summary>Sends entries together: a round is one write to the connection, not one for each entry.</summary>
    private static async Task FramesAsync(HttpContext context, IEnumerable<LiveFrame> frames, CancellationToken over)
    {
        var writer = context.Response.BodyWriter;
        foreach (var frame in frames)
        {
            writer.Write(frame.Bytes);
        }

        await writer.FlushAsync(over);
    }

    private static async Task PingAsync(HttpContext context, TimeProvider time, CancellationToken over)
    {
        await WriteAsync(context, "ping", new LivePing(time.GetUtcNow().ToUnixTimeMilliseconds()), EventsJson.Default.LivePing, over);
        await context.Response.Body.FlushAsync(over);
    }

    private static Task WriteAsync<T>(HttpContext context, string name, T value, JsonTypeInfo<T> type, CancellationToken over) =>
        context.Response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(value, type)}\n\n", over);
}
