using System.Text;
using BusQStash.Rules.Signing;
using BusQStash.Store.Signing;

namespace BusQStash.Api.Signing;

/// <summary>The keys of Standard Webhooks for receivers.</summary>
/// <param name="Secret">Verifies <c>v1</c>.</param>
/// <param name="PublicKey">Verifies <c>v1a</c>; it cannot be used to sign.</param>
/// <param name="NextSecret">The secret after the next rotation; deliveries already verify with it, too.</param>
/// <param name="NextPublicKey">The public key after the next rotation; deliveries already verify with it, too.</param>
internal sealed record WebhookKeysResponse(string Secret, string PublicKey, string NextSecret, string NextPublicKey)
{
    internal static WebhookKeysResponse Of(SigningKeys keys)
    {
        var (current, next) = (new WebhookKey(Encoding.UTF8.GetBytes(keys.Current)), new WebhookKey(Encoding.UTF8.GetBytes(keys.Next)));
        return new WebhookKeysResponse(current.Secret, current.PublicKey, next.Secret, next.PublicKey);
    }
}
