namespace BusQStash.Rules.Destinations;

/// <summary>Buffers the bytes a destination sent during the request, until they are read.</summary>
internal sealed class HeardBytes(Stream inner)
{
    /// <summary>More than a status line and a few interim answers; listening stops when a destination has sent more than that before its answer.</summary>
    private const int Room = 16 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private Task _listening = Task.CompletedTask;
    private bool _hasEnded;

    /// <summary>The answer, as soon as its status line is complete.</summary>
    public EarlyAnswer? Answer { get; private set; }

    /// <summary>No bytes are buffered or being received: reads may bypass this buffer.</summary>
    public bool IsEmpty => !IsListening && _start == _end;

    /// <summary>The buffer has room, and the destination has not closed.</summary>
    public bool MayListen => !_hasEnded && _end < Room;

    /// <summary>Waits until the destination sends bytes or closes.</summary>
    public Task ListenAsync()
    {
        if (_bytes.Length == 0)
        {
            _bytes = new byte[Room];
        }

        return IsListening ? _listening : _listening = HearAsync();
    }

    /// <summary>Reads buffered bytes, or the next ones.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        if (IsListening && _start == _end)
        {
            await _listening;
        }

        var length = Math.Min(buffer.Length, _end - _start);
        _bytes.AsSpan(_start, length).CopyTo(buffer.Span);
        _start += length;
        if (IsEmpty)
        {
            // The connection may carry another request, with another answer.
            (_start, _end, Answer) = (0, 0, null);
        }

        return length;
    }

    /// <summary>Inserts a header line into the answer.</summary>
    public void InsertAfterStatus(ReadOnlySpan<byte> line)
    {
        var at = Answer!.Value.End;
        _bytes = [.. _bytes.AsSpan(0, at), .. line, .. _bytes.AsSpan(at, _end - at)];
        _end += line.Length;
    }

    // Always tested before the positions are compared: received bytes are recorded before listening ends.
    private bool IsListening => !_listening.IsCompleted;

    private async Task HearAsync()
    {
        try
        {
            var read = await inner.ReadAsync(_bytes.AsMemory(_end));
            _hasEnded = read == 0;
            _end += read;
            Answer ??= EarlyAnswer.Find(_bytes.AsSpan(0, _end));
        }
        catch (Exception)
        {
            // The next read sees the same error or end from the connection.
            _hasEnded = true;
        }
    }
}
