namespace BusQStash.Rules.Signing;

/// <summary>The signatures of Standard Webhooks a request carries.</summary>
[Flags]
internal enum WebhookSchemes
{
    None = 0,

    /// <summary><c>v1</c>: HMAC-SHA256, by a secret both sides know.</summary>
    Symmetric = 1,

    /// <summary><c>v1a</c>: ed25519, which a receiver checks by a key that is no secret.</summary>
    Asymmetric = 2,
}
