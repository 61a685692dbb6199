namespace BusQStash.Client.Events;

/// <summary>The wire format of the number of entries the live feed skipped.</summary>
internal sealed record LiveSkipped(int Count);
