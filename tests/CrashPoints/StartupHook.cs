using System.Diagnostics;
using BusQStash.CrashPoints;

/// <summary>
/// Loaded into a built program by <c>DOTNET_STARTUP_HOOKS</c>, before its own first line: the program is what its users run, and has no switch for this.
/// The runtime asks for this name, outside any namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>Asks to be told of the program's host before it is built.</summary>
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new HostObserver());
}
