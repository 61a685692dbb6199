using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Server;

internal interface IServerRoutes
{
    [Get("/busqstash/info")]
    Task<ServerInfo> InfoAsync(CancellationToken cancellationToken);

    [Get("/busqstash/overview")]
    Task<ServerOverview> OverviewAsync(CancellationToken cancellationToken);

    [Get("/busqstash/doctor")]
    Task<DoctorReport> DoctorAsync(CancellationToken cancellationToken);

    [Get("/busqstash/settings")]
    Task<SettingList> SettingsAsync(CancellationToken cancellationToken);

    [Get("/busqstash/stats")]
    Task<ServerStats> StatsAsync([Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/workers")]
    Task<ServerProcesses> ProcessesAsync(CancellationToken cancellationToken);

    [Get("/busqstash/queues")]
    Task<ItemPage<QueueView>> QueuesAsync([Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/queues/{name}")]
    Task<QueueView> QueueAsync(string name, CancellationToken cancellationToken);

    [Get("/busqstash/queues/{name}/messages")]
    Task<ItemPage<PendingMessage>> QueueMessagesAsync(string name, [Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/messages")]
    Task<ItemPage<PendingMessage>> MessagesAsync([Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/messages/{messageId}")]
    Task<MessageView> MessageAsync(string messageId, CancellationToken cancellationToken);

    [Get("/busqstash/messages/{messageId}/body")]
    Task<Stream> BodyAsync(string messageId, CancellationToken cancellationToken);

    [Get("/busqstash/messages/{messageId}/attempts/{number}")]
    Task<AttemptAnswer> AnswerAsync(string messageId, int number, CancellationToken cancellationToken);

    [Get("/busqstash/logs/histogram")]
    Task<Histogram> HistogramAsync([Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/{list}/count")]
    Task<EntryCount> CountAsync(string list, [Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/{list}/facets")]
    Task<Facets> FacetsAsync(string list, [Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/dlq/{dlqId}/retry")]
    Task<DeadLetterRetry> DeadLetterRetryAsync(string dlqId, CancellationToken cancellationToken);

    [Get("/busqstash/schedules/{scheduleId}/next")]
    Task<FiringTimes> NextFiringsAsync(string scheduleId, [Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/cron")]
    Task<FiringTimes> FiringsOfAsync([Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Post("/busqstash/destinations/check")]
    Task<DestinationCheck> CheckDestinationAsync([Body] DestinationBody destination, CancellationToken cancellationToken);
}
