namespace BusQStash.Client.Signing;

internal sealed class SigningKeyClient(ISigningKeyRoutes routes) : ISigningKeyClient
{
    public Task<SigningKeys> GetAsync(CancellationToken cancellationToken = default) => routes.GetAsync(cancellationToken);

    public Task<WebhookKeys> GetWebhookKeysAsync(CancellationToken cancellationToken = default) => routes.GetWebhooksAsync(cancellationToken);

    // Not retried automatically: a second rotation would retire the key receivers still verify with.
    public Task<SigningKeys> RotateAsync(CancellationToken cancellationToken = default) => routes.RotateAsync(once: true, cancellationToken);
}
