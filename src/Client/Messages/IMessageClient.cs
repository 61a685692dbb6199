namespace BusQStash.Client.Messages;

/// <summary>Messages that wait or are being delivered. Delivered messages are in the logs, failed ones in the dead letter queue.</summary>
public interface IMessageClient
{
    /// <summary>Reads a message that is not final.</summary>
    /// <exception cref="BusQStashException">404: unknown, or already delivered, failed or canceled.</exception>
    Task<Message> GetAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>Cancels a message; an attempt in flight may still finish.</summary>
    /// <exception cref="BusQStashException">404: unknown, or already final. After a broken connection this very call may have canceled it.</exception>
    Task CancelAsync(string messageId, CancellationToken cancellationToken = default);

    /// <summary>Cancels all messages that match.</summary>
    /// <returns>The number of them.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would select all messages; call <see cref="CancelAllAsync"/> for that.</exception>
    Task<int> CancelAsync(MessageFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Cancels every message.</summary>
    /// <returns>The number of them.</returns>
    Task<int> CancelAllAsync(CancellationToken cancellationToken = default);

    /// <summary>The same as <see cref="CancelAsync(MessageFilter, CancellationToken)"/>, in the background.</summary>
    /// <returns>The bulk action, to follow through <see cref="IBusQStashClient.BulkActions"/>; <see langword="null"/> when the server finished at once.</returns>
    Task<string?> StartCancelAsync(MessageFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Delivers a delayed message, or one that waits for its next retry, now. Its remaining retries do not change.</summary>
    /// <exception cref="BusQStashException">404: unknown. 400: it is not waiting, or belongs to a queue.</exception>
    Task RunNowAsync(string messageId, CancellationToken cancellationToken = default);
}
