namespace BusQStash.Client.Tokens;

/// <summary>A rotation as it travels.</summary>
internal sealed record RotationBody(string? Overlap);
