namespace BusQStash.Crash.Sink;

/// <summary>The sink's log file: one line per attempt, in the order they ended.</summary>
internal sealed class SinkLog(string path) : IAsyncDisposable
{
    private readonly LineLog<SinkAttempt> _lines = new(path, attempt => attempt.ToLine());

    public static IReadOnlyList<SinkAttempt> Read(string path) =>
        [.. File.ReadLines(path).Select(SinkAttempt.FromLine).OrderBy(attempt => attempt.Start)];

    public void Add(SinkAttempt attempt) => _lines.Add(attempt);

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
