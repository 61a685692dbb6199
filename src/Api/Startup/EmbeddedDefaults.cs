using System.Net;
using BusQStash.Api.Http;

namespace BusQStash.Api.Startup;

/// <summary>Defaults for an unconfigured server on a developer's own machine.</summary>
internal static class EmbeddedDefaults
{
    internal const string Url = "http://127.0.0.1:8080";
    private const string Allow = "BusQStash:AllowDevelopmentToken";

    /// <summary>Whether neither a broker nor a database is configured.</summary>
    internal static bool IsEmbedded(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration.GetConnectionString("RabbitMq"))
        && string.IsNullOrWhiteSpace(configuration.GetConnectionString("Postgres"));

    /// <summary>Adds the defaults as configuration, below everything configured explicitly.</summary>
    internal static void Apply(ConfigurationManager configuration)
    {
        var defaults = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (IsEmbedded(configuration) && configuration["BusQStash:Destinations:AllowLoopback"] is null)
        {
            defaults["BusQStash:Destinations:AllowLoopback"] = "true";
        }

        if (UsesDevelopmentToken(configuration) && configuration["BusQStash:CurrentSigningKey"] is null)
        {
            defaults["BusQStash:CurrentSigningKey"] = DevelopmentUser.CurrentSigningKey;
            defaults["BusQStash:NextSigningKey"] = DevelopmentUser.NextSigningKey;
        }

        if (configuration["urls"] is null)
        {
            defaults["urls"] = Url;
        }

        configuration.AddInMemoryCollection(defaults);
    }

    /// <summary>Refuses the public development token where others could reach the server.</summary>
    /// <exception cref="InvalidOperationException">The text says what to set.</exception>
    internal static void CheckToken(IConfiguration configuration)
    {
        if (TokenRefusal(configuration) is { } reason)
        {
            throw new InvalidOperationException(
                $"The public development token is refused because {reason}: everybody knows it. Set BusQStash__Token to a token of your own, base64 of "
                + "{\"UserID\":\"…\",\"Password\":\"…\"}, or BusQStash__AllowDevelopmentToken=true if this is a test.");
        }
    }

    /// <summary>Why the development token is refused; <see langword="null"/> when it is allowed or not used.</summary>
    internal static string? TokenRefusal(IConfiguration configuration) =>
        !UsesDevelopmentToken(configuration) || configuration.GetValue<bool>(Allow) ? null
        : !string.IsNullOrWhiteSpace(configuration.GetConnectionString("RabbitMq")) ? "this process uses RabbitMQ"
        : Addresses(configuration).Any(url => !IsLoopback(url)) ? "this process listens beyond this machine"
        : null;

    private static bool UsesDevelopmentToken(IConfiguration configuration) =>
        configuration["BusQStash:Token"] is null or DevelopmentUser.Token;

    // Endpoints in Kestrel's own section replace the addresses.
    private static IEnumerable<string> Addresses(IConfiguration configuration) =>
        configuration["urls"]!.Split(';')
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address)
        && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
