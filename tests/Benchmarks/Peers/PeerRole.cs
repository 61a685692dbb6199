using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Peers;

/// <summary>Starts this program as the worker of a peer; its memory is managed as in any console program.</summary>
internal static class PeerRole
{
    public static ChildProcess Start(params string[] role) => ChildProcess.Start(
        new ProcessCommand(["dotnet", Path.Combine(AppContext.BaseDirectory, "BusQStash.Benchmarks.dll"), .. role])
        {
            Environment = new Dictionary<string, string?> { ["DOTNET_gcServer"] = "0" },
        });
}
