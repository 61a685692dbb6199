using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>The schedule that published a message.</summary>
/// <param name="ScheduleId">Its id.</param>
/// <param name="Paused">Whether it is paused; left out when it was deleted.</param>
/// <param name="NextAt">When it fires next.</param>
/// <param name="Error">What went wrong at its last firing.</param>
internal sealed record RelatedSchedule(string ScheduleId, bool? Paused, long? NextAt, string? Error)
{
    internal static RelatedSchedule Of(string id, ScheduleState? state) => new(id, state?.Paused, state is { Paused: false } ? state.NextAt : null, state?.Error);
}
