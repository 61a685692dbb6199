namespace BusQStash.Rules.Signing;

/// <summary>The signatures of Standard Webhooks a request carries.</summary>
[Flags]
internal enum WebhookSchemes
{
    None = 0,

    /// <summary><c>v1</c>: HMAC-SHA256 with a shared secret.</summary>
    Symmetric = 1,

    /// <summary><c>v1a</c>: ed25519, verified with a public key.</summary>
    Asymmetric = 2,
}
