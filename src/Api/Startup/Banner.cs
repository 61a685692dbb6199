using BusQStash.Api.Http;

namespace BusQStash.Api.Startup;

/// <summary>Prints a banner at the start of the embedded mode: what it is, what it is not, and what to try.</summary>
internal static class Banner
{
    /// <summary>Set in .NET's images.</summary>
    private const string InContainer = "DOTNET_RUNNING_IN_CONTAINER";

    /// <summary>Addresses that mean every address of the machine: valid for listening, not for calling.</summary>
    private static readonly string[] Everywhere = ["+", "*", "0.0.0.0", "[::]"];

    /// <summary>Whether to print it: a program that reads the log as JSON has no use for text between its lines.</summary>
    internal static bool IsWanted(IConfiguration configuration) =>
        EmbeddedDefaults.IsEmbedded(configuration) && !string.Equals(configuration["Logging:Console:FormatterName"], "json", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is printed.</summary>
    /// <param name="configuration">The program's settings.</param>
    /// <param name="listened">An address the server listens on.</param>
    internal static string Text(IConfiguration configuration, string listened)
    {
        var url = ToCall(listened).TrimEnd('/');
        var folder = Path.GetFullPath(configuration["BusQStash:DataDirectory"] is { Length: > 0 } configured ? configured : "./data");
        var dashboard = configuration.GetValue("BusQStash:Dashboard:Enabled", defaultValue: true) ? $"Dashboard: {url}/dashboard/" : "The dashboard is switched off.";

        // The development token is public; an operator's own token must not be logged. A shell that does not know it says what to set.
        var token = configuration["BusQStash:Token"] is null or DevelopmentUser.Token ? DevelopmentUser.Token : "${QSTASH_TOKEN:?is the value of BusQStash__Token}";
        var outside = configuration[InContainer] is "true" or "1"
            ? "\n\nOutside of this container, use the port at which it is published. A destination on the host is http://host.docker.internal:PORT, not 127.0.0.1."
            : "";
        return $"""

            BusQStash, embedded: one process, durable in {folder}.
            Not in this mode: RabbitMQ, several workers, failover. Set ConnectionStrings__RabbitMq and ConnectionStrings__Postgres for those.

            {dashboard}

              export QSTASH_URL={url}
              export QSTASH_TOKEN={token}

            Try it (delivers to this server's own health page):

              curl -X POST -H "Authorization: Bearer $QSTASH_TOKEN" -d hello "$QSTASH_URL/v2/publish/{url}/health/live?upstash-method=GET"{outside}

            """;
    }

    /// <summary>The address in a form that can be called from this machine.</summary>
    internal static string ToCall(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        return Everywhere.FirstOrDefault(name => url.AsSpan(host).StartsWith(name, StringComparison.Ordinal)) is { } everywhere
            ? $"{url[..host]}127.0.0.1{url[(host + everywhere.Length)..]}"
            : url;
    }
}
