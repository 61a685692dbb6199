using BusQStash.Client.Http;

namespace BusQStash.Client.Events;

internal sealed class LogClient(ILogRoutes routes) : ILogClient
{
    private static readonly LogFilter All = new();

    public IAsyncEnumerable<LogEntry> ListAsync(LogFilter? filter = null, bool earliestFirst = false, CancellationToken cancellationToken = default) =>
        Paging.AllAsync((cursor, stop) => ListPageAsync(filter, cursor, count: null, earliestFirst, stop), cancellationToken);

    public async Task<Page<LogEntry>> ListPageAsync(
        LogFilter? filter = null, string? cursor = null, int? count = null, bool earliestFirst = false, CancellationToken cancellationToken = default)
    {
        var query = (filter ?? All).ToQuery().With("cursor", cursor).With("count", count).When(earliestFirst, "order", "earliestFirst");
        var page = await routes.ListAsync(query, cancellationToken);
        return new Page<LogEntry>(page.Events, page.Cursor);
    }
}
