namespace BusQStash.Client.Receiving;

/// <summary>The claims of a valid signature.</summary>
/// <param name="Url">The URL that was called.</param>
/// <param name="TokenId">The token's id, unique for each attempt.</param>
/// <param name="IssuedAt">When it was issued, if it says so.</param>
/// <param name="ExpiresAt">When it expires.</param>
public sealed record SignatureClaims(string Url, string? TokenId, DateTimeOffset? IssuedAt, DateTimeOffset ExpiresAt);
