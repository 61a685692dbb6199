namespace BusQStash.Api.Overview;

/// <summary>What this server can do that another one may not.</summary>
internal sealed record InfoFeatures(bool Stats, bool Workflows);
