namespace BusQStash.Client.Signing;

internal sealed class SigningKeyClient(ISigningKeyRoutes routes) : ISigningKeyClient
{
    public Task<SigningKeys> GetAsync(CancellationToken cancellationToken = default) => routes.GetAsync(cancellationToken);

    public Task<WebhookKeys> GetWebhookKeysAsync(CancellationToken cancellationToken = default) => routes.GetWebhooksAsync(cancellationToken);

    // Not repeated by itself: the second rotation would take the key away that receivers still verify with.
    public Task<SigningKeys> RotateAsync(CancellationToken cancellationToken = default) => routes.RotateAsync(once: true, cancellationToken);
}
