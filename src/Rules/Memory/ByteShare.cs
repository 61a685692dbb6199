namespace BusQStash.Rules.Memory;

/// <summary>Bytes taken from a budget. Disposing returns them; a second disposal has no effect.</summary>
internal sealed class ByteShare : IDisposable
{
    private readonly long _bytes;
    private ByteBudget? _budget;

    internal ByteShare(ByteBudget budget, long bytes) => (_budget, _bytes) = (budget, bytes);

    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Free(_bytes);
}
