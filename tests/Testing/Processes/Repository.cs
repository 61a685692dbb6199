namespace BusQStash.Testing.Processes;

/// <summary>The repository's folder, found from a running test.</summary>
public static class Repository
{
    private const string Landmark = "BusQStash.sln";

    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as the running test was built, so that it uses programs of the same build.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).Contains("Release") ? "Release" : "Debug";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {Landmark} above {AppContext.BaseDirectory}: run the tests from inside the repository.");
    }
}
