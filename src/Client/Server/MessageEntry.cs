namespace BusQStash.Client.Server;

/// <summary>An entry of a message's log.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="State">What happened, as in <see cref="Events.LogEntry.State"/>.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Error">The error.</param>
/// <param name="NextAt">When the next attempt is due.</param>
public sealed record MessageEntry(DateTimeOffset Time, Events.LogState State, int? Status = null, string? Error = null, DateTimeOffset? NextAt = null);
