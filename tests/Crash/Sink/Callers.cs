using System.Collections.Concurrent;
using System.Globalization;

namespace BusQStash.Crash.Sink;

/// <summary>Finds the worker process at the other end of a connection, so that a fault can be told to have hit the very process an attempt came from.</summary>
internal sealed class Callers(int port)
{
    private readonly ConcurrentDictionary<int, bool> _isWorker = [];

    /// <returns>The process id; 0 when it cannot be told.</returns>
    public int Find(int remotePort)
    {
        try
        {
            return FindInode(remotePort) is { } inode ? FindOwner($"socket:[{inode}]") : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // Columns of /proc/net/tcp: sl local remote st queues timer retransmits uid timeout inode; addresses are hex, "0100007F:1F90".
    private string? FindInode(int remotePort)
    {
        var ours = $":{port:X4}";
        var theirs = $":{remotePort:X4}";
        foreach (var line in File.ReadLines("/proc/net/tcp").Concat(File.Exists("/proc/net/tcp6") ? File.ReadLines("/proc/net/tcp6") : []))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 9 && words[1].EndsWith(theirs, StringComparison.Ordinal) && words[2].EndsWith(ours, StringComparison.Ordinal))
            {
                return words[9];
            }
        }

        return null;
    }

    private int FindOwner(string socket)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && IsWorker(id) && Holds(folder, socket))
            {
                return id;
            }
        }

        return 0;
    }

    private bool IsWorker(int id) => _isWorker.GetOrAdd(id, static id =>
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline") is var words
                && (words.Contains("BusQStash.Worker.dll", StringComparison.Ordinal) || words.Contains("\0worker\0", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static bool Holds(string folder, string socket)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd"))
                .Any(file => new FileInfo(file).LinkTarget == socket);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
