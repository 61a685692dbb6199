namespace BusQStash.Testing.Signing;

/// <summary>A signed request, or one that somebody changed on the way.</summary>
/// <param name="CurrentKey">The receiver's first key.</param>
/// <param name="NextKey">The receiver's second key.</param>
/// <param name="Url">The address the receiver believes it was called at.</param>
/// <param name="Body">The body it got.</param>
/// <param name="Token">The token it got.</param>
/// <param name="IsGenuine">Whether it must accept this.</param>
/// <param name="Change">What was changed; empty when nothing was.</param>
public sealed record SignatureVector(string CurrentKey, string NextKey, string Url, string Body, string Token, bool IsGenuine, string Change);
