using BusQStash.Store.Signing;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>Signing keys in memory that count how often they are looked up.</summary>
internal sealed class FixedSigningKeys : ISigningKeys
{
    public SigningKeys? Keys { get; set; } = new("sig_current", "sig_next");

    public int Reads { get; private set; }

    public Exception? Failure { get; set; }

    public Task<SigningKeys> GetOrCreateAsync(SigningKeys initial, CancellationToken cancellationToken) => Task.FromResult(Keys ??= initial);

    public Task<SigningKeys?> FindAsync(CancellationToken cancellationToken)
    {
        Reads++;
        return Failure is null ? Task.FromResult(Keys) : Task.FromException<SigningKeys?>(Failure);
    }

    public Task<SigningKeys> RotateAsync(string newNext, CancellationToken cancellationToken) =>
        Task.FromResult(Keys = new SigningKeys(Keys!.Next, newNext));
}
