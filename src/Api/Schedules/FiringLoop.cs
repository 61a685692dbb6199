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
    private const int GroupSize = 32;

    /// <summary>Fires everything that is due now and that nobody else is firing.</summary>
    internal async Task FireDueAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Schedule> claimed;
        do
        {
            claimed = await schedules.ClaimAsync(time.GetUtcNow(), GroupSize, options.Value.Hold, cancellationToken);
            await Task.WhenAll(claimed.Select(FireOneAsync));
        }
        while (claimed.Count > 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What the host starts after this does not wait for a slow ledger.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FireDueAsync(stoppingToken);
                await signal.WaitAsync(await UntilNextAsync(stoppingToken), stoppingToken);
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
    /// Until the next instant, but no longer than the poll: other Apis make schedules too, and clocks are moved. What is due already is in somebody
    /// else's hands.
    /// </summary>
    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var poll = options.Value.PollEvery;
        var wait = await schedules.NextAsync(cancellationToken) - time.GetUtcNow();
        return wait > TimeSpan.Zero && wait < poll ? wait.Value : poll;
    }

    /// <summary>One schedule that fails holds up no other; it comes up again when its claim has run out.</summary>
    private async Task FireOneAsync(Schedule schedule)
    {
        try
        {
            await firing.FireAsync(schedule);
        }
        catch (Exception error)
        {
            Log.NotFired(logger, error, schedule.Id, schedule.NextAt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger could not be asked which schedules are due; asking again soon.")]
        public static partial void NotLooked(ILogger logger, Exception error);

        [LoggerMessage(2, LogLevel.Error, "Schedule {ScheduleId} could not fire its instant {Instant:O}; it is tried again when its claim has run out.")]
        public static partial void NotFired(ILogger logger, Exception error, string scheduleId, DateTimeOffset? instant);
    }
}
