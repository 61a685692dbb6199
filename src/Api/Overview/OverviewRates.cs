using System.Globalization;
using BusQStash.Store.Events;
using BusQStash.Store.Queues;
using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Overview;

/// <summary>The part of the overview that comes from the statistics; empty when they are switched off.</summary>
internal sealed class OverviewRates(IStats stats, IEventViews events, IOptions<StatsOptions> options)
{
    private const int MostHosts = 20;

    /// <summary>One search of the logs each.</summary>
    private const int MostStatuses = 8;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The lag of queues over the last ten minutes.</summary>
    internal Task<IReadOnlyList<StatRow>> LagsAsync(IReadOnlyList<QueueView> standing, long now, CancellationToken cancellationToken) => options.Value.Enabled
        ? stats.ReadMinutesAsync([.. standing.Select(view => StatNames.OfQueue(view.Facts.Queue.Name))], now - (10 * StatSteps.LengthOf(StatStep.Minute)), cancellationToken)
        : Task.FromResult<IReadOnlyList<StatRow>>([]);

    /// <summary>Rates over the current minute and the one before it, because counts are written every ten seconds.</summary>
    internal async Task<OverviewNow> NowAsync(long now, CancellationToken cancellationToken)
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

    /// <summary>The hosts with the most failures in the last hour.</summary>
    internal async Task<IReadOnlyList<OverviewHost>> HostsAsync(long now, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return [];
        }

        var sums = await stats.SumAsync(StatNames.HostPrefix, now - (long)Hour.TotalMilliseconds, cancellationToken);
        List<OverviewHost> hosts =
        [
            .. sums.Select(sum =>
            {
                var good = sum.Value[StatField.AttemptDelivered];
                var bad = sum.Value[StatField.AttemptRejected] + sum.Value[StatField.AttemptNotRetryable] + sum.Value[StatField.AttemptTimeout]
                    + sum.Value[StatField.AttemptDenied] + sum.Value[StatField.AttemptUnreachable];
                return new OverviewHost(sum.Key[StatNames.HostPrefix.Length..], good + bad, bad, good + bad == 0 ? 0 : Math.Round((double)bad / (good + bad), 4));
            })
            .OrderByDescending(host => host.Failed).ThenByDescending(host => host.Attempts).Take(MostHosts),
        ];
        for (var i = 0; i < hosts.Count && i < MostStatuses && hosts[i].Failed > 0; i++)
        {
            hosts[i] = hosts[i] with { LastStatus = await LastStatusAsync(hosts[i].Host, now, cancellationToken) };
        }

        return hosts;
    }

    private async Task<int?> LastStatusAsync(string host, long now, CancellationToken cancellationToken)
    {
        var failed = new EventQuery { Hosts = [host], States = [EventState.Error], From = DateTimeOffset.FromUnixTimeMilliseconds(now) - Hour };
        var latest = await events.FacetsAsync(failed, 1, cancellationToken);
        return latest.Fields.FirstOrDefault(field => field.Field == "responseStatus") is { Values: [{ Value: not "0" } status, ..] }
            ? int.Parse(status.Value, CultureInfo.InvariantCulture)
            : null;
    }
}
