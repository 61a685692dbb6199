namespace BusQStash.Contracts.Messages;

/// <summary>One HTTP header as it will be written on a wire.</summary>
/// <param name="Name">The name in canonical form, for instance <c>Content-Type</c>.</param>
/// <param name="Value">The value; every character stands for one byte (Latin-1), so that any publisher's bytes survive.</param>
public sealed record HeaderLine(string Name, string Value);
