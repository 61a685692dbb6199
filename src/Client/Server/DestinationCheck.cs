namespace BusQStash.Client.Server;

/// <summary>Whether the server would call a destination.</summary>
/// <param name="Allowed">It would.</param>
/// <param name="Reason"><c>invalid_url</c>, <c>unknown_host</c> or <c>denied_address</c> when it would not.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Addresses">What its name leads to at the moment.</param>
public sealed record DestinationCheck(bool Allowed, string? Reason, string? Text, IReadOnlyList<string>? Addresses);
