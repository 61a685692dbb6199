using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Traffic;

/// <summary>All publishers and meddlers of a run, over the queues and beside them.</summary>
internal sealed class Load(RunOptions options, ApiClient api, Journal journal, string sinkUrl)
{
    /// <summary>Unordered messages come from this many publishers, and are this part of all.</summary>
    private const int UnorderedPublishers = 8;
    private const double UnorderedShare = 0.15;

    /// <summary>Beyond this many unfinished messages for each queue publishers wait, so that a run can end.</summary>
    private const int BacklogPerLane = 8;

    private long _backlog;

    public async Task RunAsync(Func<Task<long>> readBacklog, CancellationToken enough, CancellationToken giveUp)
    {
        var lanes = Enumerable.Range(0, options.Lanes).Select(Lane.Number).ToArray();
        var publishing = lanes.Select((lane, index) => PublishAsync(lane.Name, lane, options.Lanes / (options.Rate * (1 - UnorderedShare)), index))
            .Concat(Enumerable.Range(0, UnorderedPublishers).Select(index =>
                PublishAsync($"client-{index}", null, UnorderedPublishers / (options.Rate * UnorderedShare), options.Lanes + index)));
        var meddling = lanes.Select((lane, index) => new Meddler(api, journal, lane, unchecked((options.Seed * 7919) + index)).RunAsync(enough, giveUp));
        await Task.WhenAll([.. publishing, .. meddling, WatchAsync(readBacklog, enough)]);

        Task PublishAsync(string owner, Lane? lane, double seconds, int index) =>
            new Publisher(api, journal, sinkUrl, owner, lane, unchecked((options.Seed * 104729) + index))
                .RunAsync(TimeSpan.FromSeconds(seconds), () => Volatile.Read(ref _backlog) < BacklogPerLane * options.Lanes, enough, giveUp);
    }

    private async Task WatchAsync(Func<Task<long>> readBacklog, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                Volatile.Write(ref _backlog, await readBacklog());
                await Task.Delay(TimeSpan.FromSeconds(1), enough);
            }
            catch (Exception exception) when (exception is OperationCanceledException or Npgsql.NpgsqlException or TimeoutException)
            {
                // The database is away, or it is enough.
            }
        }
    }
}
