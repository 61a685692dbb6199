namespace BusQStash.Client.Server;

/// <summary>How many there are.</summary>
/// <param name="Count">The number, as far as was counted.</param>
/// <param name="Capped">Whether there are more.</param>
public sealed record EntryCount(int Count, bool Capped);
