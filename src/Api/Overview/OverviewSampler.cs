using BusQStash.Bus.Connections;
using BusQStash.Store.Dlq;
using BusQStash.Store.Instances;
using BusQStash.Store.Queues;
using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Overview;

/// <summary>Gathers the overview for all who look, at most every two seconds, and not at all while nobody does.</summary>
internal sealed class OverviewSampler(
    IInstanceDetails instances,
    IQueueViews queues,
    IServerViews server,
    IStats stats,
    IDeadLetterViews deadLetters,
    IServiceProvider services,
    TimeProvider time,
    IOptions<StatsOptions> options) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Rows due for so long are late: they are looked for every fraction of a second.</summary>
    private const long LateMs = 10_000;

    private const long LongWaitMs = 60_000;
    private const int Most = 20, MostGroups = 5, CountedLate = 1_000, FacetRows = 1_000;

    private readonly SemaphoreSlim _gathering = new(1);
    private OverviewResource? _last;
    private long _gatheredAt;

    /// <summary>The overview, from memory while it is young.</summary>
    internal async Task<OverviewResource> GetAsync(CancellationToken cancellationToken)
    {
        await _gathering.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && time.GetElapsedTime(_gatheredAt) < Age)
            {
                return last;
            }

            _last = await GatherAsync(cancellationToken);
            _gatheredAt = time.GetTimestamp();
            return _last;
        }
        finally
        {
            _gathering.Release();
        }
    }

    public void Dispose() => _gathering.Dispose();

    private async Task<OverviewResource> GatherAsync(CancellationToken cancellationToken)
    {
        var processes = await instances.ListAsync(cancellationToken);
        var now = processes.Now;
        var standing = await queues.ListAsync(new QueueViewQuery(null, QueueOrder.Attention, null, Most), cancellationToken);
        var (_, groups) = await deadLetters.FacetsAsync(new DlqQuery { From = time.GetUtcNow() - Hour }, FacetRows, cancellationToken);
        IEnumerable<AttentionItem> attention =
        [
            .. Attention.Queues(standing),
            .. Attention.Lags(await LagsAsync(standing, now, cancellationToken), now),
            .. Attention.DeadLetters(groups.Take(MostGroups)),
            .. Attention.Late(await server.LateAsync(now - LateMs, CountedLate, cancellationToken)),
            .. Attention.Schedules(await server.FailingSchedulesAsync(Most, cancellationToken)),
            .. Attention.Keys(await server.WaitingAsync(now - LongWaitMs, Most, cancellationToken)),
            .. Attention.Processes(processes),
        ];
        var counted = await deadLetters.CountAsync(new DlqQuery(), QueueLimits.Counted, cancellationToken);
        return new OverviewResource
        {
            At = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Health = HealthOf(processes),
            Now = (await RatesAsync(now, cancellationToken)) with { DeadLetters = counted, DeadLettersCapped = counted >= QueueLimits.Counted },
            Attention = [.. attention.OrderByDescending(item => item.Severity)],
            Hosts = await HostsAsync(now, cancellationToken),
        };
    }

    private Task<IReadOnlyList<StatRow>> LagsAsync(IReadOnlyList<QueueView> standing, long now, CancellationToken cancellationToken) => options.Value.Enabled
        ? stats.ReadMinutesAsync([.. standing.Select(view => StatNames.OfQueue(view.Facts.Queue.Name))], now - (10 * StatSteps.LengthOf(StatStep.Minute)), cancellationToken)
        : Task.FromResult<IReadOnlyList<StatRow>>([]);

    private OverviewHealth HealthOf(Processes processes)
    {
        var seen = processes.Workers.Count();
        var left = processes.All.Count(process => Attention.IsGone(process, processes.Now));
        var broker = services.GetService<BrokerWatch>()?.State ?? BrokerState.Ready;
        return new OverviewHealth(
            new HealthPart { State = HealthPart.Ok },
            broker switch
            {
                BrokerState.Ready => new HealthPart { State = HealthPart.Ok },
                BrokerState.Blocked => new HealthPart { State = HealthPart.Warn, Text = "an alarm keeps the broker from taking commands" },
                _ => new HealthPart { State = HealthPart.Fail, Text = "the broker cannot be reached; messages are accepted and wait" },
            },
            new HealthPart
            {
                State = seen == 0 ? HealthPart.Fail : left > 0 ? HealthPart.Warn : HealthPart.Ok,
                Text = seen == 0 ? "no worker is at work" : left > 0 ? "a worker is gone without a word" : null,
                Seen = seen,
                Left = left,
            },
            processes.Reconciler is { } holder
                ? new HealthPart { State = HealthPart.Ok, Holder = holder }
                : new HealthPart { State = HealthPart.Warn, Text = "no worker reconciles" });
    }

    /// <summary>Of the minute that runs and the one before it: counts are written every ten seconds.</summary>
    private async Task<OverviewNow> RatesAsync(long now, CancellationToken cancellationToken)
    {
        var empty = new OverviewNow { DeadLetters = 0, DeadLettersCapped = false };
        if (!options.Value.Enabled)
        {
            return empty;
        }

        var from = StatSteps.Floor(now, StatStep.Minute) - StatSteps.LengthOf(StatStep.Minute);
        var rows = await stats.ReadMinutesAsync([StatNames.All], from, cancellationToken);
        var sum = new StatCell();
        foreach (var row in rows)
        {
            sum.Add(row.Cell);
        }

        var seconds = (now - from) / 1000.0;
        return empty with
        {
            Accepted = Rate(StatField.Accepted),
            Delivered = Rate(StatField.Delivered),
            Failed = Rate(StatField.Failed),
            Retried = Rate(StatField.Retried),
            Unfinished = rows.LastOrDefault(row => row.Cell[StatGauge.Unfinished] is not null)?.Cell[StatGauge.Unfinished],
        };

        double Rate(StatField field) => Math.Round(sum[field] / seconds, 2);
    }

    private async Task<IReadOnlyList<OverviewHost>> HostsAsync(long now, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return [];
        }

        var sums = await stats.SumAsync(StatNames.HostPrefix, now - (long)Hour.TotalMilliseconds, cancellationToken);
        return
        [
            .. sums.Select(sum =>
            {
                var good = sum.Value[StatField.AttemptDelivered];
                var bad = sum.Value[StatField.AttemptRejected] + sum.Value[StatField.AttemptNotRetryable] + sum.Value[StatField.AttemptTimeout]
                    + sum.Value[StatField.AttemptDenied] + sum.Value[StatField.AttemptUnreachable];
                return new OverviewHost(sum.Key[StatNames.HostPrefix.Length..], good + bad, bad, good + bad == 0 ? 0 : Math.Round((double)bad / (good + bad), 4));
            })
            .OrderByDescending(host => host.Failed).ThenByDescending(host => host.Attempts).Take(Most),
        ];
    }
}
