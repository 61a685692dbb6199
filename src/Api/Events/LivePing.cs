namespace BusQStash.Api.Events;

/// <summary>A keep-alive of the live feed.</summary>
/// <param name="At">The server's time.</param>
internal sealed record LivePing(long At);
