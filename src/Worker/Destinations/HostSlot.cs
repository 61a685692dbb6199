namespace BusQStash.Worker.Destinations;

/// <summary>The right to have one delivery in flight to a host. Disposing gives it back.</summary>
internal sealed class HostSlot : IDisposable
{
    private readonly string _host;
    private DestinationSlots? _slots;

    internal HostSlot(DestinationSlots slots, string host)
    {
        _slots = slots;
        _host = host;
    }

    /// <summary>Harmless when done twice.</summary>
    public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Free(_host);
}
