using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.Http;

namespace BusQStash.Client.Server;

internal sealed class ServerClient(IServerRoutes routes) : IServerClient
{
    private const string Logs = "logs";
    private const string DeadLetters = "dlq";

    public Task<ServerInfo> GetInfoAsync(CancellationToken cancellationToken = default) => routes.InfoAsync(cancellationToken);

    public Task<ServerOverview> GetOverviewAsync(CancellationToken cancellationToken = default) => routes.OverviewAsync(cancellationToken);

    public Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken = default) => routes.DoctorAsync(cancellationToken);

    public async Task<IReadOnlyList<ServerSetting>> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        (await routes.SettingsAsync(cancellationToken)).Items;

    public Task<ServerStats> GetStatsAsync(StatsFilter? filter = null, CancellationToken cancellationToken = default) =>
        routes.StatsAsync(filter?.ToQuery() ?? [], cancellationToken);

    public Task<ServerProcesses> GetProcessesAsync(CancellationToken cancellationToken = default) => routes.ProcessesAsync(cancellationToken);

    public IAsyncEnumerable<QueueView> ListQueuesAsync(
        string? search = null, QueueOrder order = QueueOrder.Attention, string? prefix = null, CancellationToken cancellationToken = default)
    {
        var sort = order is QueueOrder.Attention ? null : order.ToString().ToLowerInvariant();
        return Paging.ItemsAsync(() => new Query().With("search", search).With("prefix", prefix).With("sort", sort), routes.QueuesAsync, cancellationToken);
    }

    public Task<QueueView> GetQueueAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return routes.QueueAsync(name, cancellationToken);
    }

    public IAsyncEnumerable<PendingMessage> ListQueueMessagesAsync(string name, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(name);
        return Paging.ItemsAsync(() => [], (query, stop) => routes.QueueMessagesAsync(name, query, stop), cancellationToken);
    }

    public IAsyncEnumerable<PendingMessage> ListMessagesAsync(PendingMessageFilter? filter = null, CancellationToken cancellationToken = default) =>
        Paging.ItemsAsync(() => filter?.ToQuery() ?? [], routes.MessagesAsync, cancellationToken);

    public Task<MessageView> GetMessageAsync(string messageId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(messageId);
        return routes.MessageAsync(messageId, cancellationToken);
    }

    public async Task<byte[]> GetMessageBodyAsync(string messageId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(messageId);
        await using var stream = await routes.BodyAsync(messageId, cancellationToken);
        using var body = new MemoryStream();
        await stream.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    public Task<AttemptAnswer> GetAttemptAnswerAsync(string messageId, int number, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(messageId);
        return routes.AnswerAsync(messageId, number, cancellationToken);
    }

    public Task<Histogram> GetLogHistogramAsync(LogFilter? filter = null, CancellationToken cancellationToken = default) =>
        routes.HistogramAsync(filter?.ToQuery() ?? [], cancellationToken);

    public Task<EntryCount> CountLogsAsync(LogFilter? filter = null, CancellationToken cancellationToken = default) =>
        routes.CountAsync(Logs, filter?.ToQuery() ?? [], cancellationToken);

    public Task<Facets> GetLogFacetsAsync(LogFilter? filter = null, CancellationToken cancellationToken = default) =>
        routes.FacetsAsync(Logs, filter?.ToQuery() ?? [], cancellationToken);

    public Task<EntryCount> CountDeadLettersAsync(DlqFilter? filter = null, CancellationToken cancellationToken = default) =>
        routes.CountAsync(DeadLetters, filter?.ToQuery() ?? [], cancellationToken);

    public Task<Facets> GetDeadLetterFacetsAsync(DlqFilter? filter = null, CancellationToken cancellationToken = default) =>
        routes.FacetsAsync(DeadLetters, filter?.ToQuery() ?? [], cancellationToken);

    public Task<DeadLetterRetry> GetDeadLetterRetryAsync(string dlqId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(dlqId);
        return routes.DeadLetterRetryAsync(dlqId, cancellationToken);
    }

    public Task<FiringTimes> GetNextFiringsAsync(string scheduleId, int? count = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(scheduleId);
        return routes.NextFiringsAsync(scheduleId, new Query().With("count", count), cancellationToken);
    }

    public Task<FiringTimes> GetFiringsOfAsync(string cron, int? count = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(cron);
        return routes.FiringsOfAsync(new Query().With("expression", cron).With("count", count), cancellationToken);
    }

    public Task<DestinationCheck> CheckDestinationAsync(string url, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        return routes.CheckDestinationAsync(new DestinationBody(url), cancellationToken);
    }
}
