using System.Collections.Concurrent;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>
/// Looks for new entries of the logs once a second for all who watch, and not at all while nobody does. The bus is not asked: outcome events cost time per message once
/// anybody listens.
/// </summary>
/// <remarks>
/// Clocks of processes differ, and entries are written a moment after their time, so each round begins a little before the last one ended; what was seen is left out by its id.
/// </remarks>
internal sealed partial class LiveFeed(IEventViews events, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    internal const int MostShown = 200;

    /// <summary>Read in one round; what goes beyond it is only said to be there.</summary>
    private const int MostRead = 2_000;

    private const long OverlapMs = 3_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LiveViewer, bool> _viewers = [];
    private readonly SemaphoreSlim _watched = new(0);
    private readonly Dictionary<long, long> _seen = [];
    private long _from;

    /// <summary>Somebody watches from now on.</summary>
    internal LiveViewer Join(EventQuery query)
    {
        var viewer = new LiveViewer(query);
        _viewers[viewer] = true;
        _watched.Release();
        return viewer;
    }

    /// <summary>Somebody watches no more.</summary>
    internal void Leave(LiveViewer viewer) => _viewers.TryRemove(viewer, out _);

    /// <summary>How many watch.</summary>
    internal int Viewers => _viewers.Count;

    public override void Dispose()
    {
        _watched.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _watched.WaitAsync(stoppingToken);
            _from = time.GetUtcNow().ToUnixTimeMilliseconds();
            _seen.Clear();
            while (!_viewers.IsEmpty)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Period, time, stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var found = await events.TailAsync(_from - OverlapMs, MostRead, stoppingToken);
            List<TailEntry> fresh = [.. found.Where(entry => _seen.TryAdd(entry.Id, entry.Time))];
            foreach (var viewer in _viewers.Keys)
            {
                // A round that read all it may has more behind it; how many is not counted.
                viewer.Offer(fresh, MostShown, unseen: found.Count == MostRead && fresh.Count == MostRead ? 1 : 0);
            }

            _from = now;
            foreach (var old in _seen.Where(entry => entry.Value < _from - (2 * OverlapMs)).Select(entry => entry.Key).ToList())
            {
                _seen.Remove(old);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The next round begins where the last one that worked ended.
            Log.Missed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The live feed skipped a poll: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);
    }
}
