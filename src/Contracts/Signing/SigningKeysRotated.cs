namespace BusQStash.Contracts.Signing;

/// <summary>
/// Told to every worker when the signing keys were rotated, so that it reads them anew before it signs again. It carries no key. A lost one is made good
/// within a second by the workers' own look.
/// </summary>
public sealed record SigningKeysRotated;
