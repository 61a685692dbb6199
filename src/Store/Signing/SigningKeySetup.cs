using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Signing;

/// <summary>Ensures that signing keys exist before a delivery is signed or a key is shown.</summary>
/// <remarks>Several processes may do this concurrently: the ledger keeps the first keys and returns them to all.</remarks>
internal sealed class SigningKeySetup(ISigningKeys keys, IOptions<SigningOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => EnsureAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<SigningKeys> EnsureAsync(CancellationToken cancellationToken)
    {
        var initial = options.Value is { CurrentSigningKey: { Length: > 0 } current, NextSigningKey: { Length: > 0 } next }
            ? new SigningKeys(current, next)
            : new SigningKeys(SigningRandom.NewKey(), SigningRandom.NewKey());
        return keys.GetOrCreateAsync(initial, cancellationToken);
    }
}
