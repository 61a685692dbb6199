using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;

namespace BusQStash.Api.Http;

/// <summary>Counts calls refused by authentication or authorization.</summary>
internal sealed class AccessMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _refused = meters.Create(MetricNames.Meter)
        .CreateCounter<long>("busqstash.calls.refused", "{call}", "Calls refused for their token.");

    /// <summary>The call had no token, or no valid one.</summary>
    internal void UnknownToken() => _refused.Add(1, new KeyValuePair<string, object?>("reason", "token"));

    /// <summary>The token lacks a right.</summary>
    internal void NoRight() => _refused.Add(1, new KeyValuePair<string, object?>("reason", "right"));

    /// <summary>The token is bound to other queues or hosts.</summary>
    internal void OutOfBounds() => _refused.Add(1, new KeyValuePair<string, object?>("reason", "bounds"));
}
