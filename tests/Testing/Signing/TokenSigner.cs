namespace BusQStash.Testing.Signing;

/// <summary>Creates the token of a request, as the product does.</summary>
/// <param name="key">The signing key.</param>
/// <param name="url">The address that is called.</param>
/// <param name="bodyHash">SHA-256 of the body.</param>
/// <param name="now">The time of signing.</param>
/// <param name="tokenId">A unique text.</param>
public delegate string TokenSigner(string key, string url, byte[] bodyHash, DateTimeOffset now, string tokenId);
