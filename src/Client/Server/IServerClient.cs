using BusQStash.Client.Dlq;
using BusQStash.Client.Events;

namespace BusQStash.Client.Server;

/// <summary>The server's information beyond QStash's API: why a message failed, why and until when a queue is stuck, what needs attention. BusQStash only.</summary>
/// <exception cref="BusQStashException">503: too many concurrent queries. 422: the query took too long; the text says how to narrow it.</exception>
public interface IServerClient
{
    /// <summary>Basic facts about the server.</summary>
    Task<ServerInfo> GetInfoAsync(CancellationToken cancellationToken = default);

    /// <summary>Health, rates, and problems that need attention.</summary>
    Task<ServerOverview> GetOverviewAsync(CancellationToken cancellationToken = default);

    /// <summary>Runs the doctor over the deployment: ledger, broker, processes, tokens, machine. Changes nothing.</summary>
    Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken = default);

    /// <summary>The settings of the process that answers, and the source of each.</summary>
    Task<IReadOnlyList<ServerSetting>> GetSettingsAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts over time.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all messages of the last hour.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: statistics are switched off. 400: the filter is invalid; the text says why.</exception>
    Task<ServerStats> GetStatsAsync(StatsFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The server's processes and their activity.</summary>
    Task<ServerProcesses> GetProcessesAsync(CancellationToken cancellationToken = default);

    /// <summary>Queues with the reasons for their states, fetched page by page as they are enumerated.</summary>
    /// <param name="search">A part of the name. <see langword="null"/>: all.</param>
    /// <param name="order">The sort order.</param>
    /// <param name="prefix">The beginning of the name. <see langword="null"/>: all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<QueueView> ListQueuesAsync(
        string? search = null, QueueOrder order = QueueOrder.Attention, string? prefix = null, CancellationToken cancellationToken = default);

    /// <summary>One queue, why it is in its present state, and until when.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<QueueView> GetQueueAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The unfinished messages of a queue in their order, fetched page by page as they are enumerated.</summary>
    IAsyncEnumerable<PendingMessage> ListQueueMessagesAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Unfinished messages, the oldest first, fetched page by page as they are enumerated.</summary>
    IAsyncEnumerable<PendingMessage> ListMessagesAsync(PendingMessageFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>A message's state and the reason for it, also when it is final.</summary>
    /// <exception cref="BusQStashException">404: unknown, or past its retention.</exception>
    Task<MessageView> GetMessageAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>The complete body of a message; of a redacted one, the placeholder.</summary>
    /// <exception cref="BusQStashException">404: unknown, or past its retention.</exception>
    Task<byte[]> GetMessageBodyAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>The destination's answer to a failed attempt.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="number">The attempt, from 1.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: the attempt had no answer, or it is past its retention.</exception>
    Task<AttemptAnswer> GetAttemptAnswerAsync(string messageId, int number, CancellationToken cancellationToken = default);

    /// <summary>Log entries counted over time, by state; the last hour when the filter sets no beginning.</summary>
    Task<Histogram> GetLogHistogramAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The number of log entries that match.</summary>
    Task<EntryCount> CountLogsAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The most frequent values among the latest of them.</summary>
    Task<Facets> GetLogFacetsAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The number of dead letters that match.</summary>
    Task<EntryCount> CountDeadLettersAsync(DlqFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The most frequent values among the latest of them.</summary>
    Task<Facets> GetDeadLetterFacetsAsync(DlqFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The message a dead letter that is gone was retried as.</summary>
    /// <exception cref="BusQStashException">404: it was not retried, or one of the messages is past its retention.</exception>
    Task<DeadLetterRetry> GetDeadLetterRetryAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>The next firings of a schedule.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<FiringTimes> GetNextFiringsAsync(string scheduleId, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>The firing times of a cron expression.</summary>
    /// <exception cref="BusQStashException">400: the expression is invalid; the text says why.</exception>
    Task<FiringTimes> GetFiringsOfAsync(string cron, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>Whether the server would call a destination. Resolves its name but opens no connection.</summary>
    Task<DestinationCheck> CheckDestinationAsync(string url, CancellationToken cancellationToken = default);
}
