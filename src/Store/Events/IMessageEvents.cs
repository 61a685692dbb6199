namespace BusQStash.Store.Events;

/// <summary>Reads the history of messages.</summary>
public interface IMessageEvents
{
    /// <summary>Entries in order of their time.</summary>
    Task<IReadOnlyList<MessageEvent>> ListAsync(EventQuery query, CancellationToken cancellationToken);
}
