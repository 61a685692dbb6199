namespace BusQStash.Client.Events;

/// <summary>Entries the live feed left out, as they travel.</summary>
internal sealed record LiveSkipped(int Count);
