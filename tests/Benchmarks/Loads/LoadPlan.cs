namespace BusQStash.Benchmarks.Loads;

/// <summary>What a load generator is to do.</summary>
/// <param name="Server">Where to: <c>http://127.0.0.1:8080</c>.</param>
/// <param name="Path">The request's target.</param>
/// <param name="Connections">How many connections send at once, each one request at a time.</param>
/// <param name="Messages">How many requests count; their bodies have numbers from 0 on.</param>
/// <param name="Authorization">The header's value, if one is needed.</param>
/// <param name="Rate">Requests a second that are due at even distances; 0 sends as fast as the answers come.</param>
internal sealed record LoadPlan(string Server, string Path, int Connections, int Messages, string Authorization = "", int Rate = 0)
{
    /// <summary>Requests of each connection that do not count: the generator's code is compiled and the connections are open after them.</summary>
    public const int LeadPerConnection = 4;

    /// <summary>All requests. Those that do not count have the numbers from <see cref="Messages"/> on.</summary>
    public int Requests => Messages + (Connections * LeadPerConnection);
}
