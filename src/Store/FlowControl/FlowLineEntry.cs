namespace BusQStash.Store.FlowControl;

/// <summary>An entry in the line of a flow-control key.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Place">Its place in the line.</param>
/// <param name="Holder">The process that owns the lane; <see langword="null"/> for an unordered message.</param>
/// <param name="Ticket">The lane's ticket.</param>
internal sealed record FlowLineEntry(string MessageId, long Place, int? Holder, long? Ticket)
{
    public bool IsUnordered => Holder is null;
}
