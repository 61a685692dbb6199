namespace BusQStash.Api.Http;

/// <summary>Lets few look at the ledger at once: their statements share its processors and disks with those that deliver.</summary>
internal sealed class LookGate : IDisposable
{
    internal const int AtOnce = 4;

    /// <summary>A page asks for several things together; they take their turns, as long as that is not to be noticed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _places = new(AtOnce);

    internal Task<bool> TryEnterAsync(CancellationToken cancellationToken) => _places.WaitAsync(Patience, cancellationToken);

    internal void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
