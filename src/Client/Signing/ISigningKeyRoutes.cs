using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Signing;

internal interface ISigningKeyRoutes
{
    [Get("/v2/keys")]
    Task<SigningKeys> GetAsync(CancellationToken cancellationToken);

    [Get("/busqstash/keys/webhooks")]
    Task<WebhookKeys> GetWebhooksAsync(CancellationToken cancellationToken);

    [Post("/v2/keys/rotate")]
    Task<SigningKeys> RotateAsync([Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);
}
