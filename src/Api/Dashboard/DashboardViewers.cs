using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Api.Dashboard;

/// <summary>Who looks at the dashboard: sessions that asked for something lately, or to whom something is being told. A page in a hidden tab asks nothing.</summary>
internal sealed class DashboardViewers
{
    /// <summary>Pages ask every five seconds, some less often when nothing answers.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Presence> _seen = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public DashboardViewers(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        meters.Create(MetricNames.Meter).CreateObservableGauge("busqstash.dashboard.viewers", Count, "{session}", "Sessions that look at this process's dashboard.");
    }

    /// <summary>A session asks for something; the answer, which may be a stream that stays open, is made in <paramref name="answer"/>.</summary>
    internal async Task LookAsync(SessionTicket session, string? address, Func<Task> answer)
    {
        var who = $"{session.IssuedAt.ToUnixTimeMilliseconds()} {address}";
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

    /// <summary>How many there are; those who have gone are forgotten.</summary>
    internal int Count()
    {
        foreach (var (who, presence) in _seen)
        {
            if (presence.Open == 0 && _time.GetElapsedTime(presence.At) > Lately)
            {
                _seen.TryRemove(KeyValuePair.Create(who, presence));
            }
        }

        return _seen.Count;
    }

    private void Change(string who, int by) => _seen.AddOrUpdate(
        who, _ => new Presence(by, _time.GetTimestamp()), (_, presence) => new Presence(presence.Open + by, _time.GetTimestamp()));

    /// <summary>What a session has open, and when that changed last.</summary>
    private sealed record Presence(int Open, long At);
}
