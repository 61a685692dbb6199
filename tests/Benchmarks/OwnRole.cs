using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks;

/// <summary>This program once more, as a process of its own in another role.</summary>
internal static class OwnRole
{
    public static ChildProcess Start(string role, params string[] arguments) => ChildProcess.Start(
        new ProcessCommand(["dotnet", Path.Combine(AppContext.BaseDirectory, "BusQStash.Benchmarks.dll"), role, .. arguments]));
}
