using System.Threading.Channels;

namespace BusQStash.Crash.Sink;

/// <summary>The sink's log file: one line per attempt, in the order they ended.</summary>
internal sealed class SinkLog : IAsyncDisposable
{
    private readonly Channel<SinkAttempt> _attempts = Channel.CreateUnbounded<SinkAttempt>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public SinkLog(string path) => _writing = WriteAsync(path);

    public static IReadOnlyList<SinkAttempt> Read(string path) =>
        [.. File.ReadLines(path).Select(SinkAttempt.FromLine).OrderBy(attempt => attempt.Start)];

    public void Add(SinkAttempt attempt) => _attempts.Writer.TryWrite(attempt);

    public async ValueTask DisposeAsync()
    {
        _attempts.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(string path)
    {
        await using var file = new StreamWriter(path);
        await foreach (var attempt in _attempts.Reader.ReadAllAsync())
        {
            await file.WriteLineAsync(attempt.ToLine());
        }
    }
}
