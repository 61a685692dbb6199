using System.Threading.Channels;

namespace BusQStash.Crash.Sink;

/// <summary>A log file with many concurrent writers: one line per entry, in the order added, written by a background task.</summary>
internal sealed class LineLog<T> : IAsyncDisposable
{
    private readonly Channel<T> _entries = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public LineLog(string path, Func<T, string> toLine) => _writing = WriteAsync(path, toLine);

    public void Add(T entry) => _entries.Writer.TryWrite(entry);

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(string path, Func<T, string> toLine)
    {
        await using var file = new StreamWriter(path);
        await foreach (var entry in _entries.Reader.ReadAllAsync())
        {
            await file.WriteLineAsync(toLine(entry));
        }
    }
}
