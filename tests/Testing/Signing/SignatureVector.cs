namespace BusQStash.Testing.Signing;

/// <summary>A signed request, genuine or tampered with.</summary>
/// <param name="CurrentKey">The receiver's first key.</param>
/// <param name="NextKey">The receiver's second key.</param>
/// <param name="Url">The address at which the receiver believes it was called.</param>
/// <param name="Body">The received body.</param>
/// <param name="Token">The received token.</param>
/// <param name="IsGenuine">Whether the receiver must accept it.</param>
/// <param name="Change">The change made; empty for none.</param>
public sealed record SignatureVector(string CurrentKey, string NextKey, string Url, string Body, string Token, bool IsGenuine, string Change);
