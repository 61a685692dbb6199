using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Fires due schedules for as long as the process runs. Any number of Apis run this loop side by side: claims divide the schedules between them.</summary>
internal sealed partial class FiringLoop(
    ISchedules schedules,
    ScheduleFiring firing,
    FiringSignal signal,
    TimeProvider time,
    IOptions<ScheduleOptions> options,
    ILogger<FiringLoop> logger) : BackgroundService
{
    /// <summary>Most schedules of one claim, each with its body in memory.</summary>
    private const int GroupSize = 64;

    /// <summary>Most bytes of bodies published together. A schedule with a longer body is published alone.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>How long a claim hides a schedule from the other Apis; an Api that dies while firing delays that firing by as much.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(5);

    /// <summary>Fires every schedule that is due and not claimed by another process.</summary>
    /// <returns>The time of the last poll, which found nothing more.</returns>
    internal async Task<DateTimeOffset> FireDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var claimed = await schedules.ClaimAsync(now, GroupSize, Hold, cancellationToken);
            if (claimed.Count == 0)
            {
                return now;
            }

            foreach (var group in Groups(claimed))
            {
                await FireAsync(group);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Yields first, so that the services started after this one do not wait for a slow ledger.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var looked = await FireDueAsync(stoppingToken);
                await signal.WaitAsync(await UntilNextAsync(looked, stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.NotLooked(logger, error);
                await signal.WaitAsync(options.Value.PollEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// The wait until the next instant after the last poll, capped by the poll interval: other Apis create schedules too, and clocks get adjusted. A schedule due before that
    /// poll is claimed by another process.
    /// </summary>
    private async Task<TimeSpan> UntilNextAsync(DateTimeOffset looked, CancellationToken cancellationToken)
    {
        var poll = options.Value.PollEvery;
        if (await schedules.NextAsync(looked, cancellationToken) is not { } next)
        {
            return poll;
        }

        // Rounded up to whole milliseconds: a timer has no finer resolution and would fire just before the instant.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((next - time.GetUtcNow()).TotalMilliseconds));
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < poll ? wait : poll;
    }

    private static IEnumerable<List<Schedule>> Groups(IReadOnlyList<Schedule> claimed)
    {
        List<Schedule> group = [];
        long bytes = 0;
        foreach (var schedule in claimed)
        {
            if (group.Count > 0 && bytes + schedule.Body.Length > MaxBytes)
            {
                yield return group;
                group = [];
                bytes = 0;
            }

            group.Add(schedule);
            bytes += schedule.Body.Length;
        }

        yield return group;
    }

    /// <summary>A failing schedule must not block the others: a failed group is fired one by one. A schedule that fails alone is retried when its claim expires.</summary>
    private async Task FireAsync(List<Schedule> group)
    {
        try
        {
            await firing.FireAsync(group);
        }
        catch (Exception error) when (group.Count > 1)
        {
            Log.NotTogether(logger, error, group.Count);
            foreach (var schedule in group)
            {
                await FireAsync([schedule]);
            }
        }
        catch (Exception error)
        {
            Log.NotFired(logger, error, group[0].Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Due schedules could not be read from the ledger; retrying.")]
        public static partial void NotLooked(ILogger logger, Exception error);

        [LoggerMessage(2, LogLevel.Warning, "{Count} schedules could not be fired as a group; each is tried individually.")]
        public static partial void NotTogether(ILogger logger, Exception error, int count);

        [LoggerMessage(3, LogLevel.Error, "Schedule {ScheduleId} could not fire; it is retried when its claim expires.")]
        public static partial void NotFired(ILogger logger, Exception error, string scheduleId);
    }
}
