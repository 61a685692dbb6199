using System.Text.Json;

namespace BusQStash.Crash.Sink;

/// <summary>The log file of the workflows' endpoint: JSON, one line for each call and each notification, in the order they ended.</summary>
internal sealed class WorkflowLog(string path) : IAsyncDisposable
{
    private readonly LineLog<WorkflowLogEntry> _lines = new(path, entry => JsonSerializer.Serialize(entry));

    public static (IReadOnlyList<WorkflowCall> Calls, IReadOnlyList<Notification> Notifications) Read(string path)
    {
        var entries = File.ReadLines(path).Select(line => JsonSerializer.Deserialize<WorkflowLogEntry>(line)!).ToList();
        return (
            [.. entries.Select(entry => entry.Call).OfType<WorkflowCall>().OrderBy(call => call.Start)],
            [.. entries.Select(entry => entry.Notification).OfType<Notification>().OrderBy(notification => notification.Sent)]);
    }

    public void Add(WorkflowCall call) => _lines.Add(new WorkflowLogEntry(call, null));

    public void Add(Notification notification) => _lines.Add(new WorkflowLogEntry(null, notification));

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
