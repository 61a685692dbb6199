namespace BusQStash.Contracts.Messages;

/// <summary>One HTTP header as written on the wire.</summary>
/// <param name="Name">The name in canonical form, for instance <c>Content-Type</c>.</param>
/// <param name="Value">The value; each character stands for one byte (Latin-1), so that a publisher's bytes are preserved.</param>
public sealed record HeaderLine(string Name, string Value);
