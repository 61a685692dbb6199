namespace BusQStash.Api.Publishing;

/// <summary>Whether a destination may be called.</summary>
/// <param name="Allowed">It may.</param>
/// <param name="Reason">invalid_url, unknown_host or denied_address when not.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Addresses">What its name leads to at the moment.</param>
internal sealed record DestinationCheck(bool Allowed, string? Reason, string? Text, IReadOnlyList<string>? Addresses);
