using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>Messages as people look at them.</summary>
public interface IMessageViews
{
    /// <summary>Unfinished messages in order of their acceptance.</summary>
    Task<IReadOnlyList<MessageView>> ListAsync(MessageViewQuery query, CancellationToken cancellationToken);

    /// <summary>Messages that hold a place in a queue, in order, from behind a place on.</summary>
    Task<IReadOnlyList<MessageView>> ListOfQueueAsync(string queueName, long afterSeq, int count, CancellationToken cancellationToken);

    /// <summary>Those of the ids that are there.</summary>
    Task<IReadOnlyList<MessageView>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>A message with its payload; <see langword="null"/> when unknown.</summary>
    Task<StoredMessage?> FindStoredAsync(string id, CancellationToken cancellationToken);

    /// <summary>How many unfinished messages of its queue are before and behind a place, up to a limit.</summary>
    Task<(int Before, int Behind)> CountAroundAsync(string queueName, long seq, int limit, CancellationToken cancellationToken);

    /// <summary>A message's history from its beginning, at most so many entries.</summary>
    Task<IReadOnlyList<HistoryEntry>> ListHistoryAsync(string id, int max, CancellationToken cancellationToken);

    /// <summary>The answer of a message's failed attempt, by its number from 1; <see langword="null"/> when there was none.</summary>
    Task<ResponseRecord?> FindAnswerAsync(string id, int attempt, CancellationToken cancellationToken);

    /// <summary>The place of a message in the line of its flow-control key; <see langword="null"/> when it stands in none.</summary>
    Task<FlowView?> FindLineAsync(string id, CancellationToken cancellationToken);
}
