namespace BusQStash.Store.FlowControl;

/// <summary>Remaining capacity of a process while it grants permits key by key.</summary>
internal sealed class FlowRoom(int unordered, int attempts)
{
    /// <summary>Takes capacity for an entry, if any is left.</summary>
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
