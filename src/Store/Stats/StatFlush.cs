using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Stats;

/// <summary>
/// Writes the counts of the last 10 s, and those left when the process stops. If the process is killed, the counts since the last write are lost: charts show trends, the logs hold
/// the exact numbers.
/// </summary>
/// <remarks>
/// The cells of the last minutes are kept in memory and written whole, so that a write that is repeated, or that was stored although its answer was lost, changes nothing
/// (idempotency).
/// </remarks>
internal sealed partial class StatFlush(
    StatCounters counters, IStats stats, TimeProvider time, IOptions<StatsOptions> options, ILogger<StatFlush> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Milliseconds after which a minute is no longer written; folding waits a minute longer.</summary>
    private const long KeptMs = 120_000;

    /// <summary>A series without counts for this many flushes is removed to make room for another.</summary>
    private const int IdleFlushes = 60;

    private readonly Dictionary<string, (StatSeries Series, long[] Last, int Idle)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Series, long At), StatCell> _cells = [];
    private readonly HashSet<(string Series, long At)> _unwritten = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.Enabled)
        {
            await FlushAsync(time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Enabled)
        {
            // Aligned to full tens of seconds, so that a flush and its counts belong to one minute.
            var period = (long)Period.TotalMilliseconds;
            await Task.Delay(TimeSpan.FromMilliseconds(period - (time.GetUtcNow().ToUnixTimeMilliseconds() % period)), time, stoppingToken);
            await FlushAsync(time.GetUtcNow().ToUnixTimeMilliseconds() - (period / 2), stoppingToken);
        }
    }

    /// <summary>Adds the counts since the last flush to the minute of the given time and writes them.</summary>
    internal async Task FlushAsync(long at, CancellationToken cancellationToken)
    {
        Take(StatSteps.Floor(at, StatStep.Minute));
        foreach (var old in _cells.Keys.Where(cell => cell.At < at - KeptMs).ToList())
        {
            _cells.Remove(old);
            _unwritten.Remove(old);
        }

        try
        {
            await stats.WriteAsync([.. _unwritten.Select(cell => new StatRow(cell.Series, cell.At, _cells[cell]))], cancellationToken);
            _unwritten.Clear();
        }
        catch (Exception exception)
        {
            // The cells are kept and written with the next flush.
            Log.NotWritten(logger, exception.Message);
        }
    }

    private void Take(long minute)
    {
        foreach (var (name, series) in counters.Series)
        {
            if (!_known.TryGetValue(name, out var known) || known.Series != series)
            {
                known = (series, new long[StatCell.Counted], 0);
            }

            Take(name, minute, ref known);
            if (known.Idle < IdleFlushes || name == StatNames.All)
            {
                _known[name] = known;
                continue;
            }

            counters.Forget(name);
            Take(name, minute, ref known);
            _known.Remove(name);
        }
    }

    private void Take(string name, long minute, ref (StatSeries Series, long[] Last, int Idle) known)
    {
        if (!known.Series.HasNews(known.Last))
        {
            known.Idle++;
            return;
        }

        var cell = (name, minute);
        if (!_cells.TryGetValue(cell, out var numbers))
        {
            _cells[cell] = numbers = new StatCell();
        }

        known.Series.Take(known.Last, numbers);
        known.Idle = 0;
        _unwritten.Add(cell);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Statistics could not be written; retrying later: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
