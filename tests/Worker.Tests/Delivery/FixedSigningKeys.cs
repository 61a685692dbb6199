using BusQStash.Store.Signing;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>Signing keys in memory that count how often they are looked up.</summary>
internal sealed class FixedSigningKeys : ISigningKeys
{
    private TaskCompletionSource? _hold;

    public SigningKeys? Keys { get; set; } = new("sig_current", "sig_next");

    public int Reads { get; private set; }

    public Exception? Failure { get; set; }

    public Task<SigningKeys> GetOrCreateAsync(SigningKeys initial, CancellationToken cancellationToken) => Task.FromResult(Keys ??= initial);

    /// <summary>Has the next look answer, with the keys of its beginning, only when the test lets it.</summary>
    public TaskCompletionSource Hold() => _hold = new TaskCompletionSource();

    public async Task<SigningKeys?> FindAsync(CancellationToken cancellationToken)
    {
        Reads++;
        if (Failure is not null)
        {
            throw Failure;
        }

        var found = Keys;
        if (Interlocked.Exchange(ref _hold, null) is { } hold)
        {
            await hold.Task;
        }

        return found;
    }

    public Task<SigningKeys> RotateAsync(string newNext, CancellationToken cancellationToken) =>
        Task.FromResult(Keys = new SigningKeys(Keys!.Next, newNext));
}
