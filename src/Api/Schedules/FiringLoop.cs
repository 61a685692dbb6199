using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Fires what is due, for as long as the process runs. Any number of Apis do so side by side: a claim shares the work out between them.</summary>
internal sealed partial class FiringLoop(
    ISchedules schedules,
    ScheduleFiring firing,
    FiringSignal signal,
    TimeProvider time,
    IOptions<ScheduleOptions> options,
    ILogger<FiringLoop> logger) : BackgroundService
{
    /// <summary>Schedules claimed at once, each with its body in memory.</summary>
    private const int GroupSize = 64;

    /// <summary>Bodies published at once, together. A schedule with a longer one is published by itself.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>Fires everything that is due and that nobody else is firing.</summary>
    /// <returns>The time of the last look, which found nothing more.</returns>
    internal async Task<DateTimeOffset> FireDueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var claimed = await schedules.ClaimAsync(now, GroupSize, options.Value.Hold, cancellationToken);
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
        // What the host starts after this does not wait for a slow ledger.
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
    /// Until the next instant after the last look, but no longer than the poll: other Apis make schedules too, and clocks are moved. What was due at
    /// the look already is in somebody else's hands.
    /// </summary>
    private async Task<TimeSpan> UntilNextAsync(DateTimeOffset looked, CancellationToken cancellationToken)
    {
        var poll = options.Value.PollEvery;
        if (await schedules.NextAsync(looked, cancellationToken) is not { } next)
        {
            return poll;
        }

        // Whole milliseconds, rounded up: a timer counts no smaller ones and would wake up for nothing before the instant.
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

    /// <summary>One schedule that fails must hold up no other: a group that fails is fired one by one. Whoever fails then comes up again later.</summary>
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
