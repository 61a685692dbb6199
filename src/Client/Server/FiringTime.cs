namespace BusQStash.Client.Server;

/// <summary>A time at which a schedule fires.</summary>
/// <param name="At">The instant.</param>
/// <param name="Offset">The zone's offset from UTC at that time: <c>+01:00</c>.</param>
/// <param name="ClockChange">Whether the zone's clocks change between the previous firing and this one.</param>
public sealed record FiringTime(DateTimeOffset At, string Offset, bool ClockChange);
