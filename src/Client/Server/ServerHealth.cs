namespace BusQStash.Client.Server;

/// <summary>The health of the server's parts.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Workers">The workers.</param>
/// <param name="Reconciler">The worker that recovers lost messages.</param>
/// <param name="Api">The Apis.</param>
public sealed record ServerHealth(HealthPart Ledger, HealthPart Broker, HealthPart Workers, HealthPart Reconciler, HealthPart? Api = null);
