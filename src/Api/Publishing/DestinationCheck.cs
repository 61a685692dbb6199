namespace BusQStash.Api.Publishing;

/// <summary>Whether a destination may be called.</summary>
/// <param name="Allowed">Whether it may be called.</param>
/// <param name="Reason">invalid_url, unknown_host or denied_address when it may not.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="Addresses">The addresses its host name resolves to at the moment.</param>
internal sealed record DestinationCheck(bool Allowed, string? Reason, string? Text, IReadOnlyList<string>? Addresses);
