using BusQStash.Api.Http;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>The result of reading a schedule request: a schedule or a refusal.</summary>
internal sealed record ReadSchedule
{
    internal ReadSchedule(Schedule schedule, string? deduplicationKey, TimeSpan deduplicationWindow) =>
        (Schedule, DeduplicationKey, DeduplicationWindow) = (schedule, deduplicationKey, deduplicationWindow);

    internal ReadSchedule(Refusal refusal) => Refusal = refusal;

    /// <summary>The schedule to create.</summary>
    internal Schedule? Schedule { get; }

    /// <summary>Its deduplication key.</summary>
    internal string? DeduplicationKey { get; }

    /// <summary>How long the key is remembered.</summary>
    internal TimeSpan DeduplicationWindow { get; }

    /// <summary>Why the request was refused.</summary>
    internal Refusal? Refusal { get; }
}
