using DotNet.Testcontainers.Builders;

namespace BusQStash.Testing.Processes;

/// <summary>Whether Docker is available; checked once, because each check costs half a second.</summary>
internal static class DockerSwitch
{
    private static volatile bool s_missing;

    /// <summary>Starts something in a container; null when Docker does not respond.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T>> start)
        where T : class
    {
        if (s_missing)
        {
            return null;
        }

        try
        {
            return await start();
        }
        catch (DockerUnavailableException)
        {
            s_missing = true;
            return null;
        }
    }
}
