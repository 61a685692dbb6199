namespace BusQStash.Rules.Destinations;

/// <summary>An HTTP/1.1 connection that detects an answer sent before the whole request arrived, such as a 413 to a large body.</summary>
/// <remarks>
/// <para>
/// The handler writes the whole request before it reads. If a destination answers early and then closes the connection or stops reading, the handler would see only
/// a failed or endless write, and lose the answer: the status, <c>Retry-After</c>, the header that forbids retries.
/// </para>
/// <para>(1) While a write waits for the destination, the stream listens.</para>
/// <para>(2) A refusal ends sending at once; after another answer the destination gets some time to read the rest. A failed write ends sending if an answer arrived.</para>
/// <para>(3) Later writes are discarded, and the answer is read as if the whole request had been sent.</para>
/// <para>(4) The connection is not reused: <c>Connection: close</c> is inserted into the answer.</para>
/// </remarks>
/// <param name="inner">The connection, inside TLS.</param>
/// <param name="patience">How long a destination that has not refused may take to read the rest.</param>
internal sealed class EarlyAnswerStream(Stream inner, TimeSpan patience) : Stream
{
    private readonly HeardBytes _heard = new(inner);
    private bool _isCut;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isCut)
        {
            return ValueTask.CompletedTask; // (3)
        }

        // Nearly every request fits into the socket's send buffer.
        var write = inner.WriteAsync(buffer, cancellationToken);
        return write.IsCompletedSuccessfully ? write : new ValueTask(ListenAsync(write.AsTask()));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _heard.IsEmpty ? inner.ReadAsync(buffer, cancellationToken) : _heard.ReadAsync(buffer);

    public override Task FlushAsync(CancellationToken cancellationToken) => _isCut ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task ListenAsync(Task write)
    {
        try
        {
            // (1)
            while (!write.IsCompleted && _heard.Answer is null && _heard.MayListen)
            {
                await Task.WhenAny(write, _heard.ListenAsync());
            }

            // (2)
            if (!write.IsCompleted && _heard.Answer is { IsRefusal: false })
            {
                await Task.WhenAny(write, Task.Delay(patience));
            }

            if (write.IsCompleted || _heard.Answer is null)
            {
                await write;
                return;
            }
        }
        catch (IOException)
        {
            while (_heard.Answer is null && _heard.MayListen)
            {
                await _heard.ListenAsync();
            }

            if (_heard.Answer is null)
            {
                throw;
            }
        }

        Cut(write);
    }

    private void Cut(Task write)
    {
        _isCut = true;
        _heard.InsertAfterStatus("Connection: close\r\n"u8); // (4)

        // The write ends with the connection.
        _ = write.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }
}
