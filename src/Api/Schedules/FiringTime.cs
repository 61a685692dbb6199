namespace BusQStash.Api.Schedules;

/// <summary>When a schedule fires.</summary>
/// <param name="At">The instant.</param>
/// <param name="Offset">The UTC offset of its zone at that instant.</param>
/// <param name="ClockChange">Whether the zone's UTC offset changed since the previous firing.</param>
internal sealed record FiringTime(long At, string Offset, bool ClockChange);
