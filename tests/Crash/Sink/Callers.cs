using System.Collections.Concurrent;
using System.Globalization;

namespace BusQStash.Crash.Sink;

/// <summary>
/// Finds the worker process at the other end of a connection, so that a fault can be matched to the process an attempt came from. Uses its own
/// thread and answers concurrent queries together: reading kernel tables must not slow the sink down.
/// </summary>
internal sealed class Callers : IDisposable
{
    private const string OurPrograms = "BusQStash.";
    private readonly BlockingCollection<(int RemotePort, TaskCompletionSource<int> Found)> _asked = [];
    private readonly Dictionary<string, bool> _isOurs = [];
    private readonly string _ours;

    public Callers(int port)
    {
        _ours = $":{port:X4}";
        new Thread(Answer) { IsBackground = true, Name = "callers" }.Start();
    }

    /// <returns>The process id; 0 when it is unknown.</returns>
    public Task<int> FindAsync(int remotePort)
    {
        var found = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Add((remotePort, found));
        return found.Task;
    }

    public void Dispose() => _asked.CompleteAdding();

    private void Answer()
    {
        foreach (var first in _asked.GetConsumingEnumerable())
        {
            var all = new List<(int RemotePort, TaskCompletionSource<int> Found)> { first };
            while (_asked.TryTake(out var next))
            {
                all.Add(next);
            }

            var sockets = ReadSockets();
            var owners = ReadOwners();
            foreach (var (remotePort, found) in all)
            {
                found.SetResult(sockets.TryGetValue($":{remotePort:X4}", out var inode) ? owners.GetValueOrDefault($"socket:[{inode}]") : 0);
            }
        }
    }

    // Columns of /proc/net/tcp: sl local remote st queues timer retransmits uid timeout inode; addresses are hex, "0100007F:1F90".
    private Dictionary<string, string> ReadSockets()
    {
        var sockets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists))
        {
            foreach (var line in File.ReadLines(table).Where(line => line.Contains(_ours, StringComparison.Ordinal)))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 9 && words[2].EndsWith(_ours, StringComparison.Ordinal))
                {
                    sockets[words[1][words[1].LastIndexOf(':')..]] = words[9];
                }
            }
        }

        return sockets;
    }

    // Workers are siblings of the sink, because the driver started both.
    private Dictionary<string, int> ReadOwners()
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        var parent = File.ReadAllText("/proc/self/stat").Split(' ')[3];
        foreach (var child in Directory.EnumerateDirectories($"/proc/{parent}/task").SelectMany(ChildrenOf).Where(IsOurs))
        {
            try
            {
                foreach (var file in Directory.EnumerateFiles($"/proc/{child}/fd"))
                {
                    owners[new FileInfo(file).LinkTarget ?? ""] = int.Parse(child, CultureInfo.InvariantCulture);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The process was just killed.
            }
        }

        return owners;
    }

    private static string[] ChildrenOf(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            // A thread of the driver that has just ended.
            return [];
        }
    }

    private bool IsOurs(string process)
    {
        if (!_isOurs.TryGetValue(process, out var isOurs))
        {
            try
            {
                // "setsid" becomes the program only after a moment, so a process that is not ours yet is checked again.
                isOurs = File.ReadAllText($"/proc/{process}/cmdline").Contains(OurPrograms, StringComparison.Ordinal);
                if (isOurs)
                {
                    _isOurs[process] = true;
                }
            }
            catch (IOException)
            {
                return false;
            }
        }

        return isOurs;
    }
}
