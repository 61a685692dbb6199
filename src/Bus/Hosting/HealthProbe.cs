using Microsoft.Extensions.Configuration;

namespace BusQStash.Bus.Hosting;

/// <summary>Asks a process on this machine for its health: what a container's health check runs, since images have no curl.</summary>
public static class HealthProbe
{
    /// <summary>The argument that turns a program into the probe.</summary>
    public const string Argument = "--health";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>0 when the process that listens on the configured address is ready, 1 otherwise.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration, string defaultUrl)
    {
        var configured = (configuration["urls"] ?? defaultUrl).Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal)
            .Replace("+", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Limit };
        try
        {
            using var response = await client.GetAsync(new Uri(new Uri(configured), "/health/ready"));
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
