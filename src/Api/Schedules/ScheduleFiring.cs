using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Fires claimed schedules.</summary>
/// <remarks>
/// <para>(1) Plan the due instants of each schedule. Instants that are too old are skipped.</para>
/// <para>(2) Prepare the messages of each instant as its creator would publish them. Their ids are derived from the schedule, its generation and the instant.</para>
/// <para>
/// (3) Publish them; the same transaction advances the schedules that are still at the claimed instant. A reader that sees one of the messages, delivered or in a callback,
/// therefore finds its instant in the schedule.
/// </para>
/// <para>(4) Advance the schedules that make no message. For the others this does nothing.</para>
/// <para>
/// If the process dies before (3), the schedules are claimed again when the claim expires; after it, they are at their next instant. If another process fires the same instant
/// because the claim expired, the ledger recognises the messages' ids and nothing happens. If a schedule was replaced, deleted, paused or advanced meanwhile, its messages stay,
/// because they were due before that; it advances only from the claimed instant, and a pause holds back the rest.
/// </para>
/// </remarks>
internal sealed partial class ScheduleFiring(
    ISchedules schedules,
    MessagePublisher publisher,
    SchedulesMetrics metrics,
    TimeProvider time,
    IOptions<ScheduleOptions> options,
    ILogger<ScheduleFiring> logger)
{
    /// <summary>Most instants of one schedule published at once; the rest is due again immediately.</summary>
    private const int MaxInstants = 100;

    /// <summary>The instants share one body in memory, but each message has its own copy in the ledger: large bodies are made up a few instants at a time.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    internal async Task FireAsync(IReadOnlyCollection<Schedule> claimed)
    {
        // (1)
        var now = time.GetUtcNow();
        List<DueSchedule> due = [.. claimed.Select(schedule => Plan(schedule, now)).OfType<DueSchedule>()];

        // (2) Not canceled: stopping in the middle would only delay the work for another process.
        List<PublishRequest> requests = [.. due.SelectMany(one => one.Plan.Instants.Select(instant => Request(one.Schedule, instant)))];
        var prepared = new Queue<PreparedPublish>(await publisher.PrepareAsync(requests, CancellationToken.None));
        List<Firing> firings = [.. due.Select(one => new Firing(one.Schedule, one.Plan, [.. one.Plan.Instants.Select(_ => prepared.Dequeue())]))];

        // (3)
        _ = await publisher.PublishAsync([.. firings.SelectMany(firing => firing.WithAdvance())]);

        // (4)
        await schedules.AdvanceAsync([.. firings.Select(firing => firing.Advance)], CancellationToken.None);
        firings.ForEach(firing => Tell(firing, now));
    }

    /// <summary>The same for every Api that fires this instant, and different for any other instant of any schedule.</summary>
    internal static Guid CommandId(Schedule schedule, DateTimeOffset instant)
    {
        var name = Encoding.UTF8.GetBytes($"{schedule.Id}/{schedule.Generation}/");
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, instant.ToUnixTimeMilliseconds());
        return new Guid(SHA256.HashData([.. name, .. bytes]).AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>The publish request of an instant.</summary>
    internal static PublishRequest Request(Schedule schedule, DateTimeOffset instant) => new()
    {
        Destination = schedule.Destination,
        QueueName = schedule.QueueName,
        Headers = schedule.Request.Headers,
        Query = schedule.Request.Query,
        Body = schedule.Body,
        CallerIp = schedule.CallerIp,
        ScheduleId = schedule.Id,
        CommandId = CommandId(schedule, instant),
    };

    private DueSchedule? Plan(Schedule schedule, DateTimeOffset now)
    {
        if (CronSchedule.Read(schedule.Cron, out var cron) is { } wrong)
        {
            // The text was valid at creation; this machine lacks the time zone. Another Api may have it and tries when the claim expires.
            Log.Unreadable(logger, schedule.Id, wrong);
            return null;
        }

        var max = Math.Clamp(MaxBytes / Math.Max(1, schedule.Body.Length), 1, MaxInstants);
        var plan = FiringPlan.Make(cron!, schedule.NextAt!.Value, now, options.Value.MisfireGrace, max);
        if (plan.Skipped)
        {
            metrics.Skipped();
            Log.Skipped(logger, schedule.Id, schedule.NextAt.Value, options.Value.MisfireGrace);
        }

        return new DueSchedule(schedule, plan);
    }

    private void Tell(Firing firing, DateTimeOffset now)
    {
        foreach (var (instant, publish) in firing.Instants)
        {
            if (publish.Refusal is { Text: var reason })
            {
                metrics.Refused();
                Log.Refused(logger, firing.Schedule.Id, instant, reason);
                continue;
            }

            metrics.Fired(now - instant);
            Log.Fired(logger, firing.Schedule.Id, instant, publish.Messages.Count);
        }
    }

    private sealed record DueSchedule(Schedule Schedule, FiringPlan Plan);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Schedule {ScheduleId} fired at {Instant:O} with {Count} messages.")]
        public static partial void Fired(ILogger logger, string scheduleId, DateTimeOffset instant, int count);

        [LoggerMessage(2, LogLevel.Warning, "Schedule {ScheduleId} published nothing at {Instant:O}: {Reason}")]
        public static partial void Refused(ILogger logger, string scheduleId, DateTimeOffset instant, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Schedule {ScheduleId} skipped misfires from {From:O} on: they are more than {Grace} old.")]
        public static partial void Skipped(ILogger logger, string scheduleId, DateTimeOffset from, TimeSpan grace);

        [LoggerMessage(4, LogLevel.Error, "Schedule {ScheduleId} cannot fire on this machine: {Reason}")]
        public static partial void Unreadable(ILogger logger, string scheduleId, string reason);
    }
}
