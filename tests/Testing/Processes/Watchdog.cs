using System.Diagnostics;

namespace BusQStash.Testing.Processes;

/// <summary>Ends the processes the tests started when the test process itself is killed.</summary>
/// <remarks>
/// A shell reads from a pipe whose other end only this process holds. However this process ends, the pipe closes, and the
/// shell kills the process groups and removes the folders of the last line it read.
/// </remarks>
internal static class Watchdog
{
    private const string Script = """
        trap '' INT HUP TERM
        IFS='	'
        last=
        while read -r line; do last=$line; done
        for item in $last; do case $item in /*) ;; *) kill -s KILL -- "-$item" 2>/dev/null ;; esac; done
        for item in $last; do case $item in /*) rm -rf -- "$item" ;; esac; done
        """;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Groups = [];
    private static readonly HashSet<string> Folders = [];
    private static Process? s_shell;

    public static void HoldGroup(int processGroup) => Change(() => Groups.Add(processGroup));

    public static void ReleaseGroup(int processGroup) => Change(() => Groups.Remove(processGroup));

    public static void HoldFolder(string path) => Change(() => Folders.Add(path));

    public static void ReleaseFolder(string path) => Change(() => Folders.Remove(path));

    private static void Change(Func<bool> change)
    {
        lock (Gate)
        {
            if (!change())
            {
                return;
            }

            s_shell ??= StartShell();
            s_shell.StandardInput.WriteLine(string.Join('\t', Groups.Select(group => $"{group}").Concat(Folders)));
            s_shell.StandardInput.Flush();
        }
    }

    private static Process StartShell()
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script]) { RedirectStandardInput = true };
        return Process.Start(start) ?? throw new InvalidOperationException("The watchdog of the tests did not start.");
    }
}
