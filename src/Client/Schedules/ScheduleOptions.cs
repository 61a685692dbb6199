using BusQStash.Client.Publishing;

namespace BusQStash.Client.Schedules;

/// <summary>What every message of a schedule is published with. A delay delays each message, not the schedule.</summary>
public sealed record ScheduleOptions : MessageOptions
{
    /// <summary>
    /// The schedule's id: letters, digits, <c>-</c>, <c>_</c>, <c>.</c> A schedule that has it is replaced as a whole, body included. Default: the
    /// server makes one; then creating is repeated by itself only when no connection was made, for two calls would make two schedules.
    /// </summary>
    public string? ScheduleId { get; init; }
}
