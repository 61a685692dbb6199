using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Fires one schedule that was claimed.</summary>
/// <remarks>
/// <para>(1) See which instants are due. What is too old is skipped.</para>
/// <para>(2) Publish each as whoever created the schedule would. The ids of its messages follow from the schedule, its generation and the instant.</para>
/// <para>(3) Move the schedule on, if it still stands where it stood.</para>
/// <para>
/// If the process dies before (3), or another one fires the same because the claim ran out, the instants are published again: the ledger knows
/// their ids, and nothing happens. If the schedule was replaced, deleted, paused or advanced in between, the messages of (2) stay, for their time had
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
    /// <summary>Instants published at once. They share one body, and one commit of the ledger.</summary>
    private const int MaxInstants = 100;

    internal async Task FireAsync(Schedule schedule)
    {
        // (1)
        if (CronSchedule.Read(schedule.Cron, out var cron) is { } wrong)
        {
            // It was read when the schedule was made; this machine lacks the zone. Another Api may know it, and tries when the claim runs out.
            Log.Unreadable(logger, schedule.Id, wrong);
            return;
        }

        var from = schedule.NextAt!.Value;
        var now = time.GetUtcNow();
        var plan = FiringPlan.Make(cron!, from, now, options.Value.MisfireGrace, MaxInstants);
        if (plan.Skipped)
        {
            metrics.Skipped();
            Log.Skipped(logger, schedule.Id, from, options.Value.MisfireGrace);
        }

        // (2) Not to be canceled: a stop of the process in the middle would only delay what another one has to do then.
        var answers = plan.Instants.Count == 0
            ? []
            : await publisher.PublishAsync([.. plan.Instants.Select(instant => Request(schedule, instant))], CancellationToken.None);

        // (3)
        await schedules.AdvanceAsync(Advance(schedule, from, plan, answers, now), CancellationToken.None);
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

    private ScheduleAdvance Advance(
        Schedule schedule, DateTimeOffset from, FiringPlan plan, IReadOnlyList<PublishAnswer> answers, DateTimeOffset now)
    {
        var advance = new ScheduleAdvance(schedule.Id, schedule.Generation, from, plan.NextAt);
        foreach (var (instant, answer) in plan.Instants.Zip(answers))
        {
            IReadOnlyList<PublishedMessage> messages = [];
            switch (answer)
            {
                case PublishAnswer.Refused refused:
                    metrics.Refused();
                    Log.Refused(logger, schedule.Id, instant, refused.Refusal.Text);
                    advance = advance with { Error = refused.Refusal.Text };
                    continue;
                case PublishAnswer.Single single:
                    messages = [single.Message];
                    break;
                case PublishAnswer.Group group:
                    messages = group.Messages;
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }

            metrics.Fired(now - instant);
            Log.Fired(logger, schedule.Id, instant, messages.Count);
            advance = advance with { Error = null, LastAt = instant, LastMessages = [.. messages.Select(message => message.MessageId)] };
        }

        return advance;
    }

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
