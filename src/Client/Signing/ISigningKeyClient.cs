namespace BusQStash.Client.Signing;

/// <summary>The keys that sign requests to destinations.</summary>
public interface ISigningKeyClient
{
    /// <summary>Reads the keys.</summary>
    Task<SigningKeys> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the keys for Standard Webhooks. BusQStash only.</summary>
    Task<WebhookKeys> GetWebhookKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>Rotates the keys: the next key becomes the current one, and a new next key is generated. Two rotations in a row lock out receivers with the old keys.</summary>
    /// <returns>The new keys.</returns>
    Task<SigningKeys> RotateAsync(CancellationToken cancellationToken = default);
}
