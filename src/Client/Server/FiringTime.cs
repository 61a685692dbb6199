namespace BusQStash.Client.Server;

/// <summary>When a schedule fires.</summary>
/// <param name="At">The instant.</param>
/// <param name="Offset">How far its zone is from UTC then: <c>+01:00</c>.</param>
/// <param name="ClockChange">Whether the zone's clocks were changed since the firing before it.</param>
public sealed record FiringTime(DateTimeOffset At, string Offset, bool ClockChange);
