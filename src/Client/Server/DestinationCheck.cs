namespace BusQStash.Client.Server;

/// <summary>Whether the server would call a destination; the address guard (SSRF) may deny it.</summary>
/// <param name="Allowed">Whether the destination is allowed.</param>
/// <param name="Reason"><c>invalid_url</c>, <c>unknown_host</c> or <c>denied_address</c> when it is not.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="Addresses">The addresses its name resolves to at present.</param>
public sealed record DestinationCheck(bool Allowed, string? Reason, string? Text, IReadOnlyList<string>? Addresses);
