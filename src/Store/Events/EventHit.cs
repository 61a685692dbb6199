namespace BusQStash.Store.Events;

/// <summary>An entry that was found, without what it says.</summary>
internal sealed class EventHit
{
    /// <summary>Stands for the entries that CREATED leads to.</summary>
    public const int Led = -1;

    /// <summary>The part of the search that found it.</summary>
    public int Branch { get; init; }

    public long Time { get; init; }

    public long Id { get; init; }

    /// <summary>How long it is; asked for by itself.</summary>
    public long Bytes { get; init; }

    public (long Time, long Id) Place => (Time, Id);
}
