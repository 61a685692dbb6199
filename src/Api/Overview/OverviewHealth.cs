namespace BusQStash.Api.Overview;

/// <summary>Whether the parts work.</summary>
internal sealed record OverviewHealth(HealthPart Ledger, HealthPart Broker, HealthPart Workers, HealthPart Reconciler);
