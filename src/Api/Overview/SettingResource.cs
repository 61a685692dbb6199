namespace BusQStash.Api.Overview;

/// <summary>A setting.</summary>
/// <param name="Name">Its name as an environment variable.</param>
/// <param name="Value">Its value; for a secret, whether it is set. Left out when it has none.</param>
/// <param name="Secret">Whether its value is hidden.</param>
/// <param name="Source">default, environment, command line, file or code.</param>
internal sealed record SettingResource(string Name, string? Value, bool Secret, string Source);
