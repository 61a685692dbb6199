using System.Runtime.InteropServices;

namespace BusQStash.Testing.Processes;

internal static partial class NativeProcess
{
    /// <summary>Sends a signal to one process; false when it has already ended.</summary>
    public static bool Send(int processId, ProcessSignal signal) => Kill(processId, (int)signal) == 0;

    /// <summary>Sends a signal to every process of a group.</summary>
    public static bool SendToGroup(int processGroup, ProcessSignal signal) => Kill(-processGroup, (int)signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
