namespace BusQStash.Worker.FlowControl;

/// <summary>The right to have one attempt in flight. Disposing gives it back; harmless when done twice.</summary>
internal sealed class GateSlot : IDisposable
{
    private AttemptGate? _gate;

    internal GateSlot(AttemptGate gate) => _gate = gate;

    public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Free();
}
