using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>Reads messages for the dashboard.</summary>
public interface IMessageViews
{
    /// <summary>Unfinished messages in the order of their acceptance.</summary>
    Task<IReadOnlyList<MessageView>> ListAsync(MessageViewQuery query, CancellationToken cancellationToken);

    /// <summary>Messages that hold a place in a queue, in order, after the given place (keyset pagination).</summary>
    Task<IReadOnlyList<MessageView>> ListOfQueueAsync(string queueName, long afterSeq, int count, CancellationToken cancellationToken);

    /// <summary>The messages with these ids; unknown ids are left out.</summary>
    Task<IReadOnlyList<MessageView>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>A message with its payload; <see langword="null"/> when unknown.</summary>
    Task<StoredMessage?> FindStoredAsync(string id, CancellationToken cancellationToken);

    /// <summary>Number of unfinished messages before and behind a place in a queue, each up to a limit.</summary>
    Task<(int Before, int Behind)> CountAroundAsync(string queueName, long seq, int limit, CancellationToken cancellationToken);

    /// <summary>The history of a message, oldest entry first, limited to <paramref name="max"/> entries.</summary>
    Task<IReadOnlyList<HistoryEntry>> ListHistoryAsync(string id, int max, CancellationToken cancellationToken);

    /// <summary>The response of a message's failed attempt, by attempt number from 1; <see langword="null"/> when none was received.</summary>
    Task<ResponseRecord?> FindAnswerAsync(string id, int attempt, CancellationToken cancellationToken);

    /// <summary>The states of what a message is related to.</summary>
    Task<RelatedStates> FindRelatedAsync(MessageView message, long? runKey, CancellationToken cancellationToken);

    /// <summary>The ids of messages that failed for good in this millisecond.</summary>
    Task<IReadOnlyList<string>> ListFailedAtAsync(long failedAt, CancellationToken cancellationToken);

    /// <summary>The place of a message in the line of its flow-control key; <see langword="null"/> when it is in no line.</summary>
    Task<FlowView?> FindLineAsync(string id, CancellationToken cancellationToken);
}
