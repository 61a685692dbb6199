using System.Collections.Concurrent;
using System.Globalization;

namespace BusQStash.Crash.Sink;

/// <summary>
/// Finds the worker process at the other end of a connection, so that a fault can be told to have hit the very process an attempt came from. On a thread of
/// its own: reading tables of the kernel must not delay the clock of other requests.
/// </summary>
internal sealed class Callers : IDisposable
{
    private readonly BlockingCollection<(int RemotePort, TaskCompletionSource<int> Found)> _asked = [];
    private readonly string _ours;

    public Callers(int port)
    {
        _ours = $":{port:X4}";
        new Thread(Answer) { IsBackground = true, Name = "callers" }.Start();
    }

    /// <returns>The process id; 0 when it cannot be told.</returns>
    public Task<int> FindAsync(int remotePort)
    {
        var found = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Add((remotePort, found));
        return found.Task;
    }

    public void Dispose() => _asked.CompleteAdding();

    private void Answer()
    {
        foreach (var (remotePort, found) in _asked.GetConsumingEnumerable())
        {
            try
            {
                found.SetResult(FindInode(remotePort) is { } inode ? FindOwner($"socket:[{inode}]") : 0);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                found.SetResult(0);
            }
        }
    }

    // Columns of /proc/net/tcp: sl local remote st queues timer retransmits uid timeout inode; addresses are hex, "0100007F:1F90".
    private string? FindInode(int remotePort)
    {
        var theirs = $":{remotePort:X4}";
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists))
        {
            foreach (var line in File.ReadLines(table).Where(line => line.Contains(theirs, StringComparison.Ordinal)))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 9 && words[1].EndsWith(theirs, StringComparison.Ordinal) && words[2].EndsWith(_ours, StringComparison.Ordinal))
                {
                    return words[9];
                }
            }
        }

        return null;
    }

    // Workers are siblings of the sink: the driver started both.
    private static int FindOwner(string socket)
    {
        var parent = File.ReadAllText("/proc/self/stat").Split(' ')[3];
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{parent}/task"))
        {
            foreach (var child in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Holds(child, socket))
                {
                    return int.Parse(child, CultureInfo.InvariantCulture);
                }
            }
        }

        return 0;
    }

    private static bool Holds(string process, string socket)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(file => new FileInfo(file).LinkTarget == socket);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
