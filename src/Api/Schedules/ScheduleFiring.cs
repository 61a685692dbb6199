using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Fires schedules that were claimed.</summary>
/// <remarks>
/// <para>(1) See which instants of them are due. What is too old is skipped.</para>
/// <para>(2) Publish each as whoever created the schedule would. The ids of its messages follow from the schedule, its generation and the instant.</para>
/// <para>(3) Move the schedules on, those that still stand where they stood.</para>
/// <para>
/// If the process dies before (3), or another one fires the same because the claim ran out, the instants are published again: the ledger knows
/// their ids, and nothing happens. If a schedule was replaced, deleted, paused or advanced in between, the messages of (2) stay, for their time had
/// come before that; (3) then changes nothing but an instant that is still the claimed one, and a pause keeps the rest from firing.
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
    /// <summary>Instants of one schedule published at once; the rest is due again right after.</summary>
    private const int MaxInstants = 100;

    /// <summary>The instants share one body in memory, but each message has its own in the ledger: large ones are made up a few at a time.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    internal async Task FireAsync(IReadOnlyCollection<Schedule> claimed)
    {
        // (1)
        var now = time.GetUtcNow();
        List<DueSchedule> due = [.. claimed.Select(schedule => Plan(schedule, now)).OfType<DueSchedule>()];

        // (2) Not to be canceled: a stop of the process in the middle would only delay what another one has to do then.
        List<PublishRequest> requests = [.. due.SelectMany(one => one.Plan.Instants.Select(instant => Request(one.Schedule, instant)))];
        var answers = new Queue<PublishAnswer>(requests.Count == 0 ? [] : await publisher.PublishAsync(requests, CancellationToken.None));

        // (3)
        await schedules.AdvanceAsync([.. due.Select(one => Advance(one, answers, now))], CancellationToken.None);
    }

    /// <summary>The same for every Api that fires the instant, and for no other instant of any schedule that ever was.</summary>
    internal static Guid CommandId(Schedule schedule, DateTimeOffset instant)
    {
        var name = Encoding.UTF8.GetBytes($"{schedule.Id}/{schedule.Generation}/");
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, instant.ToUnixTimeMilliseconds());
        return new Guid(SHA256.HashData([.. name, .. bytes]).AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>What is published at an instant.</summary>
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
            // It was read when the schedule was made; this machine lacks the zone. Another Api may know it, and tries when the claim runs out.
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

    private ScheduleAdvance Advance(DueSchedule due, Queue<PublishAnswer> answers, DateTimeOffset now)
    {
        var (schedule, plan) = due;
        var advance = new ScheduleAdvance(schedule.Id, schedule.Generation, schedule.NextAt!.Value, plan.NextAt);
        foreach (var instant in plan.Instants)
        {
            var answer = answers.Dequeue();
            if (answer is PublishAnswer.Refused { Refusal.Text: var reason })
            {
                metrics.Refused();
                Log.Refused(logger, schedule.Id, instant, reason);
                advance = advance with { Error = reason };
                continue;
            }

            var messages = Messages(answer);
            metrics.Fired(now - instant);
            Log.Fired(logger, schedule.Id, instant, messages.Count);
            advance = advance with { Error = null, LastAt = instant, LastMessages = [.. messages.Select(message => message.MessageId)] };
        }

        return advance;
    }

    private static IReadOnlyList<PublishedMessage> Messages(PublishAnswer answer) => answer switch
    {
        PublishAnswer.Single single => [single.Message],
        PublishAnswer.Group group => group.Messages,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private sealed record DueSchedule(Schedule Schedule, FiringPlan Plan);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Schedule {ScheduleId} fired its instant {Instant:O} as {Count} messages.")]
        public static partial void Fired(ILogger logger, string scheduleId, DateTimeOffset instant, int count);

        [LoggerMessage(2, LogLevel.Warning, "Schedule {ScheduleId} made nothing of its instant {Instant:O}: {Reason}")]
        public static partial void Refused(ILogger logger, string scheduleId, DateTimeOffset instant, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Schedule {ScheduleId} skipped instants from {From:O} on: they are more than {Grace} old.")]
        public static partial void Skipped(ILogger logger, string scheduleId, DateTimeOffset from, TimeSpan grace);

        [LoggerMessage(4, LogLevel.Error, "Schedule {ScheduleId} cannot fire here: {Reason}")]
        public static partial void Unreadable(ILogger logger, string scheduleId, string reason);
    }
}
