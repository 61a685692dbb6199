namespace BusQStash.Store.FlowControl;

/// <summary>A permit that was just revoked.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Key">Its flow-control key.</param>
/// <param name="Place">Its message's former place in the line.</param>
/// <param name="Ticket">Its lane's ticket; <see langword="null"/> for an unordered message.</param>
/// <param name="Opened">The start of its attempt was to open a window.</param>
internal sealed record TakenPermit(string MessageId, string Key, long Place, long? Ticket, bool Opened);
