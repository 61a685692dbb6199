using BusQStash.Client.Publishing;

namespace BusQStash.Client.Schedules;

/// <summary>Settings of every message a schedule publishes. A delay delays each message, not the schedule.</summary>
public sealed record ScheduleOptions : MessageOptions
{
    /// <summary>
    /// The schedule's id: letters, digits, <c>-</c>, <c>_</c>, <c>.</c> An existing schedule with this id is replaced as a whole, body included. Default: the
    /// server generates one; creation is then retried only when no connection was made, because two calls would create two schedules.
    /// </summary>
    public string? ScheduleId { get; init; }
}
