using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;

namespace BusQStash.Broker.Tests.Doctor;

/// <summary>Runs <c>BusQStash.Api --doctor --json</c>.</summary>
internal static class DoctorCall
{
    internal const string StrongToken = "nT4yq0cVw5bK2mJ8rXz7LhP1sGd9fQe3";

    internal static async Task<DoctorAnswer> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] words)
    {
        using var folder = TemporaryFolder.Create();
        var environment = new Dictionary<string, string?>(settings) { [SettingNames.DataDirectory] = folder.FullPath };
        environment.TryAdd(SettingNames.Token, StrongToken);
        var result = await Tool.TryAsync(new ProcessCommand(["dotnet", BusQStashProcess.PathOf(BusQStashProgram.Api), "--doctor", .. words])
        {
            Environment = environment,
            WorkingDirectory = folder.FullPath,
        });
        return new DoctorAnswer(result.ExitCode, result.Output, result.Error, Directory.EnumerateFileSystemEntries(folder.FullPath).Any());
    }

    internal static Task<DoctorAnswer> ReportAsync(IReadOnlyDictionary<string, string?> settings) => RunAsync(settings, "--json");
}
