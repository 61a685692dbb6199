namespace BusQStash.Rules.Destinations;

/// <summary>A connection of HTTP/1.1 that hears an answer which comes before the whole request was sent, as a 413 to a large body does.</summary>
/// <remarks>
/// <para>
/// The handler writes all of a request before it reads. A destination that answers early, and then hangs up or stops reading, would leave it with a broken
/// write, or a write without end, and its answer unread: the status, <c>Retry-After</c>, the word not to retry.
/// </para>
/// <para>(1) While a write waits for the destination, listen.</para>
/// <para>(2) A refusal ends the sending at once; another answer leaves the destination some time to take the rest. So does a broken write if an answer is there.</para>
/// <para>(3) What is written from then on goes nowhere, and the answer is read as if all had been sent.</para>
/// <para>(4) Such a connection carries no second request: <c>Connection: close</c> is put into the answer.</para>
/// </remarks>
/// <param name="inner">The connection, inside its TLS.</param>
/// <param name="patience">How long a destination that has not refused is left to take the rest.</param>
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

        // Nearly every request fits into what the system takes at once.
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

        // It ends with the connection.
        _ = write.ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }
}
