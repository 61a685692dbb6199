namespace BusQStash.Api.Http;

/// <summary>Limits concurrent read views of the ledger: their queries share its processors and disks with deliveries.</summary>
internal sealed class LookGate : IDisposable
{
    internal const int AtOnce = 4;

    /// <summary>The dashboard requests several things together; they queue for as long as the delay is not noticeable.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _places = new(AtOnce);

    internal Task<bool> TryEnterAsync(CancellationToken cancellationToken) => _places.WaitAsync(Patience, cancellationToken);

    internal void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
