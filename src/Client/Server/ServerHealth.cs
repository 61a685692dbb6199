namespace BusQStash.Client.Server;

/// <summary>Whether the parts work.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Workers">The workers.</param>
/// <param name="Reconciler">The worker that finds again what got lost.</param>
public sealed record ServerHealth(HealthPart Ledger, HealthPart Broker, HealthPart Workers, HealthPart Reconciler);
