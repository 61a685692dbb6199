using System.Net.Security;
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
        using var handler = new SocketsHttpHandler { UseProxy = false };
        // The certificate names the host clients use, not this machine's loopback address, which is the only one asked here; any will do.
        handler.SslOptions.RemoteCertificateValidationCallback =
            static (_, _, _, errors) => errors is not SslPolicyErrors.RemoteCertificateNotAvailable;
        using var client = new HttpClient(handler) { Timeout = Limit };
        try
        {
            using var response = await client.GetAsync(new Uri(Address(configuration, defaultUrl), "/health/ready"));
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>An address the process listens on, as reached from this machine: one of <c>Kestrel:Endpoints</c> if set, else of <c>urls</c>; plain HTTP before TLS.</summary>
    internal static Uri Address(IConfiguration configuration, string defaultUrl)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        var urls = endpoints.Count > 0 ? endpoints : [.. (configuration["urls"] ?? defaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries)];
        var url = urls.Find(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? urls[0];
        return new Uri(url.Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//[::1]", StringComparison.Ordinal));
    }
}
