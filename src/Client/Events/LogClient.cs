using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BusQStash.Client.Http;

namespace BusQStash.Client.Events;

internal sealed class LogClient(ILogRoutes routes) : ILogClient
{
    private static readonly LogFilter All = new();

    /// <summary>Wait between two connections of the live feed.</summary>
    private static readonly TimeSpan ConnectionPause = TimeSpan.FromSeconds(1);

    public IAsyncEnumerable<LogEntry> ListAsync(LogFilter? filter = null, bool earliestFirst = false, CancellationToken cancellationToken = default) =>
        Paging.AllAsync((cursor, stop) => ListPageAsync(filter, cursor, count: null, earliestFirst, stop), cancellationToken);

    public async Task<Page<LogEntry>> ListPageAsync(
        LogFilter? filter = null, string? cursor = null, int? count = null, bool earliestFirst = false, CancellationToken cancellationToken = default)
    {
        var query = (filter ?? All).ToQuery().With("cursor", cursor).With("count", count).When(earliestFirst, "order", "earliestFirst");
        var page = await routes.ListAsync(query, cancellationToken);
        return new Page<LogEntry>(page.Events, page.Cursor);
    }

    public async IAsyncEnumerable<LiveNews> WatchAsync(LogFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? last = null;
        for (var again = false; ; again = true)
        {
            if (again)
            {
                await Task.Delay(ConnectionPause, cancellationToken);
            }

            await using var stream = await routes.WatchAsync((filter ?? All).ToQuery(), last, cancellationToken);
            await using var items = SseParser.Create(stream, Read).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(items, cancellationToken))
            {
                last = items.Current.EventId ?? last;
                if (items.Current.Data is { } news)
                {
                    yield return news;
                }
            }
        }
    }

    /// <summary>Returns false at the end, whether the server ended the stream or the connection broke.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<LiveNews?>> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Returns null for keep-alive events and for event types a newer server may add.</summary>
    private static LiveNews? Read(string name, ReadOnlySpan<byte> data) => name switch
    {
        "entry" => new LiveNews(JsonSerializer.Deserialize(data, ClientJson.Default.LiveEntry), 0),
        "skipped" => new LiveNews(null, JsonSerializer.Deserialize(data, ClientJson.Default.LiveSkipped)!.Count),
        _ => null,
    };
}
