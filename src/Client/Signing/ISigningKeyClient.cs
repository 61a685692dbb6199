namespace BusQStash.Client.Signing;

/// <summary>The keys requests to destinations are signed with.</summary>
public interface ISigningKeyClient
{
    /// <summary>Reads the keys.</summary>
    Task<SigningKeys> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the keys of Standard Webhooks. BusQStash only.</summary>
    Task<WebhookKeys> GetWebhookKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the next key the current one, and a new next one. Twice in a row locks out receivers that know only the keys of before.</summary>
    /// <returns>The keys from now on.</returns>
    Task<SigningKeys> RotateAsync(CancellationToken cancellationToken = default);
}
