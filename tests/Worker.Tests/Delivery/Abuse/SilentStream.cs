namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>A connection to somebody who says nothing.</summary>
internal sealed class SilentStream(Action closed) : SocketlessStream
{
    private readonly TaskCompletionSource<int> _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(_silence.Task.WaitAsync(cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (_silence.TrySetException(new IOException("closed")))
        {
            closed();
        }

        base.Dispose(disposing);
    }
}
