namespace BusQStash.Api.Overview;

/// <summary>The health of the system's parts.</summary>
internal sealed record OverviewHealth(HealthPart Api, HealthPart Ledger, HealthPart Broker, HealthPart Workers, HealthPart Reconciler);
