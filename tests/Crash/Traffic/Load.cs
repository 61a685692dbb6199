using System.Globalization;
using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Traffic;

/// <summary>All publishers and meddlers of a run, with and without queues, and all starters of workflow runs.</summary>
internal sealed class Load(RunOptions options, ApiClient api, Journal journal, string sinkUrl, Checking.Ledger ledger)
{
    /// <summary>Number of publishers of unordered messages; the next figure is the share of all messages that is theirs.</summary>
    private const int UnorderedPublishers = 8;
    private const double UnorderedShare = 0.15;

    /// <summary>Publishers wait beyond this many unfinished messages per queue, so that a run can end.</summary>
    private const int BacklogPerLane = 8;

    /// <summary>This many clients start workflow runs. A run is some fifteen messages and as many calls of the Api.</summary>
    private const int RunStarters = 6;

    /// <summary>Beyond this many active runs no more are started.</summary>
    private const int MostLivingRuns = 60;

    private long _backlog;
    private long _livingRuns;

    public async Task RunAsync(CancellationToken enough, CancellationToken giveUp)
    {
        var lanes = Enumerable.Range(0, options.Lanes).Select(Lane.Number).ToArray();
        var publishing = lanes.Select((lane, index) => PublishAsync(lane.Name, lane, options.Lanes / (options.Rate * (1 - UnorderedShare)), index))
            .Concat(Enumerable.Range(0, UnorderedPublishers).Select(index =>
                PublishAsync($"client-{index}", null, UnorderedPublishers / (options.Rate * UnorderedShare), options.Lanes + index)));
        var meddling = lanes.Select((lane, index) => new Meddler(api, journal, lane, unchecked((options.Seed * 7919) + index)).RunAsync(enough, giveUp));
        var starting = options.Runs <= 0
            ? []
            : Enumerable.Range(0, RunStarters).Select(index => new RunStarter(
                    api, journal, sinkUrl, string.Create(CultureInfo.InvariantCulture, $"starter-{index}"), unchecked((options.Seed * 15485863) + index))
                .RunAsync(TimeSpan.FromSeconds(RunStarters / options.Runs), () => Volatile.Read(ref _livingRuns) < MostLivingRuns, enough, giveUp));
        await Task.WhenAll([.. publishing, .. meddling, .. starting, WatchAsync(enough)]);

        Task PublishAsync(string owner, Lane? lane, double seconds, int index) =>
            new Publisher(api, journal, sinkUrl, owner, lane, unchecked((options.Seed * 104729) + index))
                .RunAsync(TimeSpan.FromSeconds(seconds), () => Volatile.Read(ref _backlog) < BacklogPerLane * options.Lanes, enough, giveUp);
    }

    private async Task WatchAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                Volatile.Write(ref _backlog, await ledger.BacklogAsync());
                Volatile.Write(ref _livingRuns, await ledger.LivingRunsAsync());
                await Task.Delay(TimeSpan.FromSeconds(1), enough);
            }
            catch (Exception exception) when (exception is OperationCanceledException or Npgsql.NpgsqlException or TimeoutException)
            {
                // The database is down, or the run is over.
            }
        }
    }
}
