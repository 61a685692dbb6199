using System.Text;

namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>Sends the same again and again until the other side has had enough of it.</summary>
internal sealed class Flood(byte[] start, byte[] piece)
{
    private const int PieceBytes = 4096;

    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _pieces = [.. Enumerable.Repeat(piece, 1 + (PieceBytes / piece.Length)).SelectMany(one => one)];
    private long _written;

    public Flood(string start, string piece)
        : this(Encoding.Latin1.GetBytes(start), Encoding.Latin1.GetBytes(piece))
    {
    }

    /// <summary>Done once the other side has cut the connection.</summary>
    public Task Cut => _cut.Task;

    /// <summary>Bytes it has taken until now; what waits in the buffers of both sockets is among them.</summary>
    public long Written => Interlocked.Read(ref _written);

    public async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(start, cancellationToken);
            while (true)
            {
                await stream.WriteAsync(_pieces, cancellationToken);
                Interlocked.Add(ref _written, _pieces.Length);
            }
        }
        catch (IOException)
        {
            _cut.TrySetResult();
            throw;
        }
    }
}
