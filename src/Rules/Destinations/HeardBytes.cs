namespace BusQStash.Rules.Destinations;

/// <summary>What a destination sent while it was being sent to, kept until it is read.</summary>
internal sealed class HeardBytes(Stream inner)
{
    /// <summary>More than a status line and a few interim answers; who has sent more than that before the answer is listened to no further.</summary>
    private const int Room = 16 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private Task _listening = Task.CompletedTask;
    private bool _hasEnded;

    /// <summary>The answer, as soon as its status line is there.</summary>
    public EarlyAnswer? Answer { get; private set; }

    /// <summary>Nothing is kept and nothing is on its way here: reading may go on without it.</summary>
    public bool IsEmpty => !IsListening && _start == _end;

    /// <summary>There is room, and the destination has not ended.</summary>
    public bool MayListen => !_hasEnded && _end < Room;

    /// <summary>Waits until the destination sends something, or ends.</summary>
    public Task ListenAsync()
    {
        if (_bytes.Length == 0)
        {
            _bytes = new byte[Room];
        }

        return IsListening ? _listening : _listening = HearAsync();
    }

    /// <summary>Reads what is kept, or what comes next.</summary>
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
            // The connection may carry another request, whose answer is another one.
            (_start, _end, Answer) = (0, 0, null);
        }

        return length;
    }

    /// <summary>Puts a header line into the answer.</summary>
    public void InsertAfterStatus(ReadOnlySpan<byte> line)
    {
        var at = Answer!.Value.End;
        _bytes = [.. _bytes.AsSpan(0, at), .. line, .. _bytes.AsSpan(at, _end - at)];
        _end += line.Length;
    }

    // Asked first wherever the places are compared: what was heard is written down before the listening ends.
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
            // The connection says the same again to whoever reads next.
            _hasEnded = true;
        }
    }
}
