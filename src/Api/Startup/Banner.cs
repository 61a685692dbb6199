using BusQStash.Api.Http;

namespace BusQStash.Api.Startup;

/// <summary>Prints a banner at the start of the embedded mode: what it is, what it is not, and what to try.</summary>
internal static class Banner
{
    /// <summary>Addresses that mean every address of the machine: valid for listening, not for calling.</summary>
    private static readonly string[] Everywhere = ["+", "*", "0.0.0.0", "[::]"];

    internal static string Text(IConfiguration configuration)
    {
        var url = ToCall(configuration["urls"]!.Split(';')[0].Trim());
        var to = url.TrimEnd('/');
        var folder = Path.GetFullPath(configuration["BusQStash:DataDirectory"] is { Length: > 0 } configured ? configured : "./data");
        var dashboard = configuration.GetValue("BusQStash:Dashboard:Enabled", defaultValue: true) ? $"Dashboard: {to}/dashboard/" : "The dashboard is switched off.";

        // The development token is public; an operator's own token must not be logged.
        var token = configuration["BusQStash:Token"] is null or DevelopmentUser.Token ? DevelopmentUser.Token : "…   # the value of BusQStash__Token";
        return $"""

            BusQStash, embedded: one process, durable in {folder}.
            Not in this mode: RabbitMQ, several workers, failover. Set ConnectionStrings__RabbitMq and ConnectionStrings__Postgres for those.

            {dashboard}

              export QSTASH_URL={url}
              export QSTASH_TOKEN={token}

            Try it (delivers to this server's own health page):

              curl -X POST -H "Authorization: Bearer $QSTASH_TOKEN" -d hello "{to}/v2/publish/{to}/health/live?upstash-method=GET"

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
