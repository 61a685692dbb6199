namespace BusQStash.Store.Events;

/// <summary>Position of an entry that was found, without its content.</summary>
internal sealed class EventHit
{
    /// <summary>Branch number of entries that were found through CREATED.</summary>
    public const int Led = -1;

    /// <summary>The branch of the search that found it.</summary>
    public int Branch { get; init; }

    public long Time { get; init; }

    public long Id { get; init; }

    /// <summary>Size of the entry in bytes; read by a separate query.</summary>
    public long Bytes { get; init; }

    public (long Time, long Id) Place => (Time, Id);
}
