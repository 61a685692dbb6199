namespace BusQStash.Client.Messages;

/// <summary>Messages that wait or are under way. What was delivered is in the logs, what failed in the dead letter queue.</summary>
public interface IMessageClient
{
    /// <summary>Reads a message that is not final.</summary>
    /// <exception cref="BusQStashException">404: unknown, or delivered, failed or canceled already.</exception>
    Task<Message> GetAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a message; an attempt in flight may still end.</summary>
    /// <exception cref="BusQStashException">404: unknown, or final already. After a broken connection that may be this call's own doing.</exception>
    Task CancelAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>Cancels all messages that fit.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would be all messages, which <see cref="CancelAllAsync"/> says in so many words.</exception>
    Task<int> CancelAsync(MessageFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Cancels every message there is.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAllAsync(CancellationToken cancellationToken = default);

    /// <summary>The same as <see cref="CancelAsync(MessageFilter, CancellationToken)"/>, in the background.</summary>
    /// <returns>The bulk action, to be followed through <see cref="IBusQStashClient.BulkActions"/>; <see langword="null"/> when the server was done at once.</returns>
    Task<string?> StartCancelAsync(MessageFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Ends the wait of a delayed message, or of one that waits for its next retry. The attempts it has left stay the same.</summary>
    /// <exception cref="BusQStashException">404: unknown. 400: it does not wait, or belongs to a queue.</exception>
    Task RunNowAsync(string messageId, CancellationToken cancellationToken = default);
}
