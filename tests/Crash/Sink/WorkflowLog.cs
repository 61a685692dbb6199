using System.Text.Json;
using System.Threading.Channels;

namespace BusQStash.Crash.Sink;

/// <summary>The log file of the workflows' endpoint: JSON, one line for each call and each notification, in the order they ended.</summary>
internal sealed class WorkflowLog : IAsyncDisposable
{
    private readonly Channel<WorkflowLogEntry> _entries = Channel.CreateUnbounded<WorkflowLogEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public WorkflowLog(string path) => _writing = WriteAsync(path);

    public static (IReadOnlyList<WorkflowCall> Calls, IReadOnlyList<Notification> Notifications) Read(string path)
    {
        var entries = File.ReadLines(path).Select(line => JsonSerializer.Deserialize<WorkflowLogEntry>(line)!).ToList();
        return (
            [.. entries.Select(entry => entry.Call).OfType<WorkflowCall>().OrderBy(call => call.Start)],
            [.. entries.Select(entry => entry.Notification).OfType<Notification>().OrderBy(notification => notification.Sent)]);
    }

    public void Add(WorkflowCall call) => _entries.Writer.TryWrite(new WorkflowLogEntry(call, null));

    public void Add(Notification notification) => _entries.Writer.TryWrite(new WorkflowLogEntry(null, notification));

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(string path)
    {
        await using var file = new StreamWriter(path);
        await foreach (var entry in _entries.Reader.ReadAllAsync())
        {
            await file.WriteLineAsync(JsonSerializer.Serialize(entry));
        }
    }
}
