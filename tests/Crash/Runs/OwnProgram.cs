using BusQStash.Testing.Processes;

namespace BusQStash.Crash.Runs;

/// <summary>This program in another of its roles, as a separate process.</summary>
internal static class OwnProgram
{
    /// <summary>The command line of a role.</summary>
    public static IReadOnlyList<string> Words(params string[] role) =>
        ["dotnet", Path.Combine(Repository.Root, "tests", "Crash", "bin", Repository.Configuration, "net10.0", "BusQStash.Crash.dll"), .. role];
}
