using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Creates and replaces schedules, for the schedule API and for publishes with a cron header.</summary>
internal sealed class ScheduleCreator(
    ScheduleReader reader,
    ISchedules schedules,
    FiringSignal signal,
    PublishingMetrics metrics,
    IOptions<ScheduleOptions> options)
{
    internal async Task<PublishAnswer> CreateAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(request, cancellationToken);
        if (read.Schedule is not { } schedule)
        {
            return Refused(read.Refusal!);
        }

        // Not canceled when the creator hangs up. A repeated call without an id of its own creates a second schedule.
        var added = new NewSchedule(schedule)
        {
            Now = schedule.CreatedAt,
            DeduplicationKey = read.DeduplicationKey,
            DeduplicationWindow = read.DeduplicationWindow,
        };
        switch (await schedules.SaveAsync(added, options.Value.MaxSchedules, CancellationToken.None))
        {
            case SaveOutcome.Saved:
                signal.Raise();
                return new PublishAnswer.Scheduled(new CreatedSchedule(schedule.Id, null));
            case SaveOutcome.Duplicate duplicate:
                return new PublishAnswer.Scheduled(new CreatedSchedule(duplicate.ScheduleId, true));
            case SaveOutcome.TooMany:
                return Refused(new Refusal(
                    StatusCodes.Status412PreconditionFailed,
                    $"too many schedules: at most {options.Value.MaxSchedules} are allowed"));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private PublishAnswer.Refused Refused(Refusal refusal)
    {
        metrics.Rejected();
        return new PublishAnswer.Refused(refusal);
    }
}
