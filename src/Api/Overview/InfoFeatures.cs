namespace BusQStash.Api.Overview;

/// <summary>Features this server has that another one may lack.</summary>
internal sealed record InfoFeatures(bool Stats, bool Workflows);
