using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Packages.Tests.Feed;

/// <summary>Every package of the repository in a folder, and projects outside the repository that take them from there.</summary>
/// <remarks>
/// The version is one nobody else has, and what these projects restore goes to a folder of their own: neither a package restored earlier nor a published
/// one can stand in for what was packed now. Other packages come from where this machine has them.
/// </remarks>
public sealed class PackedPackages : IAsyncLifetime
{
    /// <summary>Packing builds seven projects from nothing, on a machine that may be busy.</summary>
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly Lazy<Task<string>> _feed;

    public PackedPackages() => _feed = new(PackAsync);

    public string Version { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    /// <summary>The folder with the packages.</summary>
    public Task<string> FolderAsync() => _feed.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Builds the project.</summary>
    /// <returns>The path of its assembly.</returns>
    /// <exception cref="InvalidOperationException">It does not build; the text holds what the compiler wrote.</exception>
    public async Task<string> BuildAsync(OutsideProject project)
    {
        await WriteAsync(project);
        await Tool.RunAsync(Dotnet(project, "build", "--configuration", "Release", "--verbosity", "quiet"), BuildLimit);
        return Path.Combine(FolderOf(project), "bin", "Release", project.Framework, $"{project.Name}.dll");
    }

    /// <summary>Restores the project and no more.</summary>
    public async Task<ToolResult> RestoreAsync(OutsideProject project)
    {
        await WriteAsync(project);
        return await Tool.TryAsync(Dotnet(project, "restore"), BuildLimit);
    }

    private async Task WriteAsync(OutsideProject project)
    {
        await FolderAsync();
        var folder = Directory.CreateDirectory(FolderOf(project)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{project.Name}.csproj"), project.ProjectFile(Version));
        foreach (var (name, text) in project.Sources)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }
    }

    private string FolderOf(OutsideProject project) => _folder.Combine(project.Name);

    // Build servers would outlive the test and hold its output open.
    private ProcessCommand Dotnet(OutsideProject project, params string[] words) =>
        new(["dotnet", .. words, "--disable-build-servers", FolderOf(project)]) { WorkingDirectory = _folder.FullPath };

    private async Task<string> PackAsync()
    {
        var feed = Directory.CreateDirectory(_folder.Combine("feed")).FullName;
        await Tool.RunAsync(
            new ProcessCommand(["dotnet", "pack", "src/Packages.slnf", "--configuration", Repository.Configuration, "--output", feed, "--verbosity", "quiet",
                "--disable-build-servers", $"-p:PackageVersion={Version}"]) { WorkingDirectory = Repository.Root },
            BuildLimit);
        await File.WriteAllTextAsync(_folder.Combine("nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{_folder.Combine("restored")}" />
              </config>
              <fallbackPackageFolders>
                <add key="machine" value="{await MachinePackagesAsync()}" />
              </fallbackPackageFolders>
              <packageSources>
                <add key="packed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        return feed;
    }

    /// <summary>Where this machine keeps the packages it has restored: nothing is fetched a second time.</summary>
    private static async Task<string> MachinePackagesAsync()
    {
        var answer = await Tool.RunAsync(new ProcessCommand(["dotnet", "nuget", "locals", "global-packages", "--list"]) { WorkingDirectory = Repository.Root });
        return answer["global-packages: ".Length..].Trim();
    }
}
