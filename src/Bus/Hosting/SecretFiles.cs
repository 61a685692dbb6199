using Microsoft.Extensions.Configuration;

namespace BusQStash.Bus.Hosting;

/// <summary>
/// Settings from a folder with one file per setting, as Docker and Kubernetes mount secrets: the file <c>BusQStash__Token</c> holds the value of
/// that setting.
/// </summary>
/// <remarks>A variable of a process can be read with <c>docker inspect</c> and is inherited by its children; a file is neither.</remarks>
public static class SecretFiles
{
    /// <summary>The setting that names the folder.</summary>
    public const string DirectorySetting = "BusQStash:SecretsDirectory";

    /// <summary>Where Docker mounts secrets.</summary>
    public const string DefaultDirectory = "/run/secrets";

    /// <summary>Adds the folder's files as the settings that win over all others. A folder that is not there adds none.</summary>
    /// <param name="configuration">The program's settings so far; they may name the folder.</param>
    /// <exception cref="InvalidOperationException">A folder that was named does not exist, or a file in it cannot be read.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var named = configuration[DirectorySetting];
        var directory = Path.GetFullPath(named ?? DefaultDirectory);
        if (named is not null && !Directory.Exists(directory))
        {
            throw new InvalidOperationException($"BusQStash__SecretsDirectory is {directory}, which is not there.");
        }

        try
        {
            configuration.AddKeyPerFile(directory, optional: true);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new InvalidOperationException(
                $"A file in {directory} cannot be read by the user this program runs as: {exception.Message}", exception);
        }
    }
}
