namespace BusQStash.Testing.Processes;

/// <summary>The last lines a process wrote, both streams in order of arrival.</summary>
public sealed class ProcessOutput
{
    /// <summary>Enough to diagnose a failure, while a verbose process cannot fill the memory.</summary>
    private const int Limit = 5000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public string Tail(int lines = 60) => string.Join('\n', Lines.TakeLast(lines));

    public override string ToString() => string.Join('\n', Lines);

    internal void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Limit)
            {
                _lines.Dequeue();
            }
        }
    }
}
