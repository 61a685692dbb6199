namespace BusQStash.Client.Server;

/// <summary>A setting of the process that answered.</summary>
/// <param name="Name">The name as an environment variable.</param>
/// <param name="Value">Its value; for a secret, whether it is set. <see langword="null"/>: no value.</param>
/// <param name="Secret">Whether its value is hidden.</param>
/// <param name="Source"><c>default</c>, <c>environment</c>, <c>command line</c>, <c>file</c> or <c>code</c>.</param>
public sealed record ServerSetting(string Name, string? Value, bool Secret, string Source);
