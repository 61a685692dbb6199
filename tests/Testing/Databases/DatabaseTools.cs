using BusQStash.Testing.Processes;
using Npgsql;

namespace BusQStash.Testing.Databases;

/// <summary>Runs PostgreSQL's programs for operators, such as <c>pg_dump</c>.</summary>
public static class DatabaseTools
{
    /// <summary>A database's address in the form these programs take.</summary>
    public static string AddressOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var password = string.IsNullOrEmpty(settings.Password) ? "" : $":{Uri.EscapeDataString(settings.Password)}";
        return $"postgresql://{settings.Username}{password}@{settings.Host}:{settings.Port}/{settings.Database}";
    }

    /// <summary>Runs a program until it exits.</summary>
    public static Task RunAsync(string workingDirectory, string program, params string[] arguments)
    {
        var path = PostgresInstallation.FindLocal() is { } installation ? Path.Combine(installation.Programs, program) : program;
        return Tool.RunAsync(new ProcessCommand([path, .. arguments]) { WorkingDirectory = workingDirectory });
    }
}
