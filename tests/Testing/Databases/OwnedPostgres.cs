using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Databases;

/// <summary>Finds a way to run a private server: Docker first, then PostgreSQL installed on this machine.</summary>
internal static class OwnedPostgres
{
    public static async Task<IOwnedPostgres> StartAsync() =>
        await DockerSwitch.TryAsync(() => StartAsync(new ContainerPostgres()))
        ?? (PostgresInstallation.FindLocal() is { } installation
            ? await StartAsync(new LocalPostgres(installation))
            : throw new InvalidOperationException(
                "The tests need a PostgreSQL and found none: start Docker, or install postgresql on this machine. "
                + $"Tests that only use a server also take {Database.AddressVariable}=Host=…;Username=…;Password=…"));

    private static async Task<IOwnedPostgres> StartAsync(IOwnedPostgres server)
    {
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
