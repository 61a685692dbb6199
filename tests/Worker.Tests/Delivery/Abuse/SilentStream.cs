namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>A connection to somebody who takes everything and says nothing, at the cost of no socket.</summary>
internal sealed class SilentStream(Action closed) : Stream
{
    private readonly TaskCompletionSource<int> _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(_silence.Task.WaitAsync(cancellationToken));

    public override void Write(byte[] buffer, int offset, int count)
    {
        // Nobody reads it.
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override void Flush()
    {
        // Nothing is kept.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_silence.TrySetException(new IOException("closed")))
        {
            closed();
        }

        base.Dispose(disposing);
    }
}
