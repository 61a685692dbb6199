namespace BusQStash.Api.Schedules;

/// <summary>When a schedule fires.</summary>
/// <param name="At">The instant.</param>
/// <param name="Offset">How far its zone is from UTC then.</param>
/// <param name="ClockChange">The zone's clocks were changed since the firing before it.</param>
internal sealed record FiringTime(long At, string Offset, bool ClockChange);
