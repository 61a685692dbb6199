namespace BusQStash.Store.FlowControl;

/// <summary>What a process can still take on while it goes from key to key.</summary>
internal sealed class FlowRoom(int unordered, int attempts)
{
    /// <summary>Takes room for an entry if there is any.</summary>
    public bool TryTake(FlowLineEntry entry)
    {
        if (attempts <= 0 || (entry.IsUnordered && unordered <= 0))
        {
            return false;
        }

        attempts--;
        unordered -= entry.IsUnordered ? 1 : 0;
        return true;
    }
}
