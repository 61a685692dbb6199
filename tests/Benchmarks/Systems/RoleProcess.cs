using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Systems;

/// <summary>This program in one of its roles (<see cref="Roles"/>), as a process of its own.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private RoleProcess(ChildProcess process) => _process = process;

    public int Id => _process.Id;

    /// <summary>The last lines it wrote.</summary>
    public string Log => _process.Output.Tail();

    /// <summary>A role that works like a service of its own: memory is managed as in any console program.</summary>
    public static RoleProcess Start(params string[] role) => Start(role, serverGc: false);

    /// <summary>A role that is a web server: memory is managed as in any program of the web SDK.</summary>
    public static RoleProcess StartServer(params string[] role) => Start(role, serverGc: true);

    /// <summary>A destination: a web server that, on the machine it shares with those who are measured, takes no processor time for waiting.</summary>
    public static RoleProcess StartDestination(params string[] role) =>
        Start(role, serverGc: true, ("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0"));

    /// <summary>Waits for a role that ends by itself.</summary>
    /// <returns>The last line it wrote.</returns>
    public async Task<string> WaitAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync(limit);
        if (_process.ExitCode == 0)
        {
            // What it wrote is read beside its end, and may come after it.
            await Eventually.TrueAsync(() => _process.Output.Lines.Count > 0, "its last line");
        }

        return _process.ExitCode == 0 && _process.Output.Lines is [.., var last]
            ? last
            : throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{Log}");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static RoleProcess Start(string[] role, bool serverGc, params (string Name, string Value)[] settings)
    {
        string[] words = ["dotnet", Path.Combine(AppContext.BaseDirectory, "BusQStash.Benchmarks.dll"), .. role];
        return new RoleProcess(ChildProcess.Start(new ProcessCommand(words)
        {
            Environment = settings.Append((Name: "DOTNET_gcServer", Value: serverGc ? "1" : "0"))
                .ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        }));
    }
}
