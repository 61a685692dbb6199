using System.Collections.Concurrent;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>
/// Polls the logs for new entries once a second for all viewers, and not at all without viewers. It does not subscribe to the bus: outcome events cost time per message once
/// anything consumes them.
/// </summary>
/// <remarks>
/// Clocks of processes differ, and an entry is committed a moment after its time, so each poll overlaps the one before; entries already seen are skipped by their id.
/// </remarks>
internal sealed partial class LiveFeed(IEventViews events, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    internal const int MostShown = 200;

    /// <summary>Most entries read in one round; beyond it the feed only reports that there are more.</summary>
    private const int MostRead = 2_000;

    private const long OverlapMs = 3_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LiveViewer, bool> _viewers = [];
    private readonly SemaphoreSlim _watched = new(0);
    private readonly Dictionary<long, long> _seen = [];
    private long _from;

    /// <summary>Adds a viewer.</summary>
    internal LiveViewer Join(EventQuery query)
    {
        var viewer = new LiveViewer(query);
        _viewers[viewer] = true;
        _watched.Release();
        return viewer;
    }

    /// <summary>Removes a viewer.</summary>
    internal void Leave(LiveViewer viewer) => _viewers.TryRemove(viewer, out _);

    /// <summary>The number of viewers.</summary>
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
            List<LiveFrame> fresh = [.. found.Where(entry => _seen.TryAdd(entry.Id, entry.Time)).Select(entry => new LiveFrame(entry))];
            foreach (var viewer in _viewers.Keys)
            {
                // A round that read its maximum leaves more entries unread; their number is not counted.
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
            // The next round starts where the last successful one ended.
            Log.Missed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The live feed skipped a poll: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);
    }
}
