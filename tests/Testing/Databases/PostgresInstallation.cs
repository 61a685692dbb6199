using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Databases;

/// <summary>PostgreSQL's server programs on this machine.</summary>
internal sealed record PostgresInstallation(string Programs)
{
    private const string WhereDebianKeepsThem = "/usr/lib/postgresql";

    /// <summary>PostgreSQL refuses to run as root, so under root it runs as this user, which its packages create.</summary>
    private const string User = "postgres";

    public static PostgresInstallation? FindLocal() =>
        Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            is { } programs
            ? new PostgresInstallation(programs)
            : null;

    public ProcessCommand Command(string workingDirectory, string program, params string[] arguments) =>
        new([.. AsUser(), Path.Combine(Programs, program), .. arguments])
        {
            WorkingDirectory = workingDirectory,
            // Messages in English, for readers of the test's output.
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C", ["PGOPTIONS"] = null },
        };

    /// <summary>Creates a folder the server may use.</summary>
    public static async Task MakeFolderAsync(string path)
    {
        var owner = System.Environment.IsPrivilegedProcess ? new[] { "-o", User, "-g", User } : [];
        await Tool.RunAsync(new ProcessCommand(["install", "-d", "-m", "700", .. owner, path]));
    }

    /// <summary>setpriv becomes the server without forking, so signals reach the server itself.</summary>
    private static string[] AsUser() =>
        System.Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--"] : [];

    private static IEnumerable<string> Candidates()
    {
        var versions = Directory.Exists(WhereDebianKeepsThem) ? Directory.GetDirectories(WhereDebianKeepsThem) : [];
        var search = System.Environment.GetEnvironmentVariable("PATH") ?? "";
        return versions
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture))
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
    }
}
