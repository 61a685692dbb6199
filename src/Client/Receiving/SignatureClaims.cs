namespace BusQStash.Client.Receiving;

/// <summary>What a valid signature says.</summary>
/// <param name="Url">The URL that was called.</param>
/// <param name="TokenId">Unique for each attempt.</param>
/// <param name="IssuedAt">When it was made, if it says so.</param>
/// <param name="ExpiresAt">Until when it is valid.</param>
public sealed record SignatureClaims(string Url, string? TokenId, DateTimeOffset? IssuedAt, DateTimeOffset ExpiresAt);
