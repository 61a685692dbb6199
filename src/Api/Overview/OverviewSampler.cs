using BusQStash.Bus.Connections;
using BusQStash.Store.Dlq;
using BusQStash.Store.Instances;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Overview;

/// <summary>Gathers the overview once for all viewers, at most every two seconds and only on request.</summary>
internal sealed class OverviewSampler(
    IInstanceDetails instances,
    IQueueViews queues,
    IServerViews server,
    OverviewRates rates,
    IDeadLetterViews deadLetters,
    IServiceProvider services,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Rows overdue by this much are late, because due rows are polled every fraction of a second.</summary>
    private const long LateMs = 10_000;

    private const long LongWaitMs = 60_000;
    private const int Most = 20, MostGroups = 5, CountedLate = 1_000, FacetRows = 1_000, CountedPaused = 1_000;

    private readonly SemaphoreSlim _gathering = new(1);
    private OverviewResource? _last;
    private long _gatheredAt;

    /// <summary>The overview; cached while it is recent.</summary>
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
            .. Attention.Lags(await rates.LagsAsync(standing, now, cancellationToken), now),
            .. Attention.DeadLetters(groups.Take(MostGroups)),
            .. Attention.Late(await server.LateAsync(now - LateMs, CountedLate, cancellationToken)),
            .. Attention.Schedules(await server.FailingSchedulesAsync(Most, cancellationToken)),
            .. Attention.PausedSchedules(await server.PausedSchedulesAsync(CountedPaused, cancellationToken)),
            .. Attention.Keys(await server.WaitingAsync(now - LongWaitMs, Most, cancellationToken)),
            .. Attention.Processes(processes),
        ];
        var (counted, capped) = await deadLetters.CountAsync(new DlqQuery(), [], QueueLimits.Counted, cancellationToken);
        return new OverviewResource
        {
            At = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Health = HealthOf(processes),
            Now = (await rates.NowAsync(now, cancellationToken)) with { DeadLetters = counted, DeadLettersCapped = capped },
            Attention = [.. attention.OrderByDescending(item => item.Severity)],
            Hosts = await rates.HostsAsync(now, cancellationToken),
        };
    }

    private OverviewHealth HealthOf(Processes processes)
    {
        var broker = services.GetService<BrokerWatch>()?.State ?? BrokerState.Ready;
        return new OverviewHealth(
            Seen(processes, InstanceKind.Api, "no Api has told the ledger of itself", "an Api is gone without a word"),
            new HealthPart { State = HealthPart.Ok },
            broker switch
            {
                BrokerState.Ready => new HealthPart { State = HealthPart.Ok },
                BrokerState.Blocked => new HealthPart { State = HealthPart.Warn, Text = "an alarm keeps the broker from taking commands" },
                _ => new HealthPart { State = HealthPart.Fail, Text = "the broker cannot be reached; messages are accepted and wait" },
            },
            Seen(processes, InstanceKind.Worker, "no worker is at work", "a worker is gone without a word"),
            processes.Reconciler is { } holder
                ? new HealthPart { State = HealthPart.Ok, Holder = holder }
                : new HealthPart { State = HealthPart.Warn, Text = "no worker reconciles" });
    }

    private static HealthPart Seen(Processes processes, InstanceKind kind, string none, string gone)
    {
        var seen = processes.All.Count(process => process.IsAtWork(kind));
        var left = processes.All.Count(process => Attention.IsGone(process, kind, processes.Now));
        return new HealthPart
        {
            State = seen == 0 ? HealthPart.Fail : left > 0 ? HealthPart.Warn : HealthPart.Ok,
            Text = seen == 0 ? none : left > 0 ? gone : null,
            Seen = seen,
            Left = left,
        };
    }
}
