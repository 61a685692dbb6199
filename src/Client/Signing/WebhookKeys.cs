namespace BusQStash.Client.Signing;

/// <summary>The keys of Standard Webhooks, in the form receivers need; they rotate with the signing keys.</summary>
/// <param name="Secret">Verifies <c>v1</c>.</param>
/// <param name="PublicKey">Verifies <c>v1a</c>; it cannot sign.</param>
/// <param name="NextSecret">The secret after the next rotation; it verifies already.</param>
/// <param name="NextPublicKey">The public key after the next rotation; it verifies already.</param>
public sealed record WebhookKeys(string Secret, string PublicKey, string NextSecret, string NextPublicKey);
