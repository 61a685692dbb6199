namespace BusQStash.Client.Tokens;

/// <summary>The wire format of a rotation.</summary>
internal sealed record RotationBody(string? Overlap);
