using BusQStash.Api.Http;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>What a request for a schedule comes to: a schedule, or the reason why not.</summary>
internal sealed record ReadSchedule
{
    internal ReadSchedule(Schedule schedule, string? deduplicationKey, TimeSpan deduplicationWindow) =>
        (Schedule, DeduplicationKey, DeduplicationWindow) = (schedule, deduplicationKey, deduplicationWindow);

    internal ReadSchedule(Refusal refusal) => Refusal = refusal;

    /// <summary>What is to be made.</summary>
    internal Schedule? Schedule { get; }

    /// <summary>What recognises a duplicate of it.</summary>
    internal string? DeduplicationKey { get; }

    /// <summary>For how long.</summary>
    internal TimeSpan DeduplicationWindow { get; }

    /// <summary>Why nothing will happen.</summary>
    internal Refusal? Refusal { get; }
}
