namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>A connection that answers 200, once.</summary>
internal sealed class CannedAnswer : SocketlessStream
{
    private readonly MemoryStream _answer = new("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _answer.ReadAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _answer.Dispose();
        base.Dispose(disposing);
    }
}
