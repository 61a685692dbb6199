namespace BusQStash.Contracts.Signing;

/// <summary>
/// Sent to every worker when the signing keys were rotated, so that it reloads them before it signs again. It carries no key. If one is lost, the workers' own
/// polling finds the rotation within a second.
/// </summary>
public sealed record SigningKeysRotated;
