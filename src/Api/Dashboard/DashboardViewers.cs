using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Api.Dashboard;

/// <summary>Counts the dashboard's viewers: sessions with a recent request or an open stream. A page in a hidden tab sends no requests.</summary>
internal sealed class DashboardViewers
{
    /// <summary>Pages poll every five seconds, some less often when the server does not answer.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Presence> _seen = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public DashboardViewers(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        meters.Create(MetricNames.Meter).CreateObservableGauge("busqstash.dashboard.viewers", Count, "{session}", "Sessions that look at this process's dashboard.");
    }

    /// <summary>Records a session's request; <paramref name="answer"/> makes the answer, which may be a stream that stays open.</summary>
    internal async Task LookAsync(SessionTicket session, string? address, Func<Task> answer)
    {
        var who = $"{session.IssuedAt.ToUnixTimeMilliseconds()} {address}";
        ForgetGone();
        Change(who, +1);
        try
        {
            await answer();
        }
        finally
        {
            Change(who, -1);
        }
    }

    /// <summary>The number of viewers; absent ones are removed.</summary>
    internal int Count()
    {
        ForgetGone();
        return _seen.Count;
    }

    // With every request too: where no metrics are collected, nobody counts.
    private void ForgetGone()
    {
        foreach (var (who, presence) in _seen)
        {
            if (presence.Open == 0 && _time.GetElapsedTime(presence.At) > Lately)
            {
                _seen.TryRemove(KeyValuePair.Create(who, presence));
            }
        }
    }

    private void Change(string who, int by) => _seen.AddOrUpdate(
        who, _ => new Presence(by, _time.GetTimestamp()), (_, presence) => new Presence(presence.Open + by, _time.GetTimestamp()));

    /// <summary>How many requests a session has open, and when that last changed.</summary>
    private sealed record Presence(int Open, long At);
}
