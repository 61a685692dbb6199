namespace BusQStash.Api.Events;

/// <summary>The feed is alive.</summary>
/// <param name="At">The server's time.</param>
internal sealed record LivePing(long At);
