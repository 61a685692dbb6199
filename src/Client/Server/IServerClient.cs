using BusQStash.Client.Dlq;
using BusQStash.Client.Events;

namespace BusQStash.Client.Server;

/// <summary>What this server says beyond QStash's API: why a message failed, why a queue stands still and until when, what needs somebody. BusQStash only.</summary>
/// <exception cref="BusQStashException">503: too many are asking. 422: it took too long; the text says how to narrow it.</exception>
public interface IServerClient
{
    /// <summary>What the server is.</summary>
    Task<ServerInfo> GetInfoAsync(CancellationToken cancellationToken = default);

    /// <summary>Health, rates, and what needs somebody.</summary>
    Task<ServerOverview> GetOverviewAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks the deployment over: ledger, broker, processes, tokens, machine. Changes nothing.</summary>
    Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken = default);

    /// <summary>The settings of the process that answers, and where each comes from.</summary>
    Task<IReadOnlyList<ServerSetting>> GetSettingsAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts over time.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all messages of the last hour.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: counting is switched off. 400: the filter is wrong; the text says what.</exception>
    Task<ServerStats> GetStatsAsync(StatsFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>The processes and what they do.</summary>
    Task<ServerProcesses> GetProcessesAsync(CancellationToken cancellationToken = default);

    /// <summary>Queues with their reasons, page after page as they are read.</summary>
    /// <param name="search">A part of the name. <see langword="null"/>: all.</param>
    /// <param name="order">Which first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<QueueView> ListQueuesAsync(string? search = null, QueueOrder order = QueueOrder.Attention, CancellationToken cancellationToken = default);

    /// <summary>One queue, why it does what it does, and until when.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<QueueView> GetQueueAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The unfinished messages of a queue in their order, page after page as they are read.</summary>
    IAsyncEnumerable<PendingMessage> ListQueueMessagesAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Unfinished messages, the oldest first, page after page as they are read.</summary>
    IAsyncEnumerable<PendingMessage> ListMessagesAsync(PendingMessageFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>What became of a message, and why, also when it is final.</summary>
    /// <exception cref="BusQStashException">404: unknown, or forgotten.</exception>
    Task<MessageView> GetMessageAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>The body of a message, whole; what stands in its place where it is redacted.</summary>
    /// <exception cref="BusQStashException">404: unknown, or forgotten.</exception>
    Task<byte[]> GetMessageBodyAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>What the destination answered to an attempt that failed.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="number">The attempt, from 1.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: there was no answer, or it is forgotten.</exception>
    Task<AttemptAnswer> GetAttemptAnswerAsync(string messageId, int number, CancellationToken cancellationToken = default);

    /// <summary>Log entries counted over time, by state; the last hour when the filter names no beginning.</summary>
    Task<Histogram> GetLogHistogramAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>How many entries of the logs fit.</summary>
    Task<EntryCount> CountLogsAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>What the latest of them have in common.</summary>
    Task<Facets> GetLogFacetsAsync(LogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>How many dead letters fit.</summary>
    Task<EntryCount> CountDeadLettersAsync(DlqFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>What the latest of them have in common.</summary>
    Task<Facets> GetDeadLetterFacetsAsync(DlqFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>When a schedule fires next.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<FiringTimes> GetNextFiringsAsync(string scheduleId, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>When a cron expression would fire.</summary>
    /// <exception cref="BusQStashException">400: it is none; the text says why.</exception>
    Task<FiringTimes> GetFiringsOfAsync(string cron, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>Whether the server would call a destination. Its name is looked up; nothing is connected to.</summary>
    Task<DestinationCheck> CheckDestinationAsync(string url, CancellationToken cancellationToken = default);
}
