namespace BusQStash.Client.Signing;

/// <summary>The keys of Standard Webhooks as its receivers need them; they rotate with the signing keys.</summary>
/// <param name="Secret">Verifies <c>v1</c>.</param>
/// <param name="PublicKey">Verifies <c>v1a</c>; whoever has it cannot sign.</param>
/// <param name="NextSecret">The secret after the next rotation; it verifies now, too.</param>
/// <param name="NextPublicKey">The public key after the next rotation; it verifies now, too.</param>
public sealed record WebhookKeys(string Secret, string PublicKey, string NextSecret, string NextPublicKey);
