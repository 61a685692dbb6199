using BusQStash.Api.Http;

namespace BusQStash.Api.Startup;

/// <summary>Says at the start of the embedded mode what this is, what it is not, and what to try.</summary>
internal static class Banner
{
    internal static string Text(IConfiguration configuration)
    {
        var url = configuration["urls"]!.Split(';')[0];
        var folder = Path.GetFullPath(configuration["BusQStash:DataDirectory"] is { Length: > 0 } configured ? configured : "./data");
        var token = configuration["BusQStash:Token"] ?? DevelopmentUser.Token;
        var shown = token == DevelopmentUser.Token ? token : "$QSTASH_TOKEN";
        var dashboard = configuration.GetValue("BusQStash:Dashboard:Enabled", defaultValue: true) ? $"Dashboard: {url}/dashboard/" : "The dashboard is switched off.";
        return $"""

            BusQStash, embedded: one process, durable in {folder}.
            Not in this mode: RabbitMQ, several workers, failover. Set ConnectionStrings__RabbitMq and ConnectionStrings__Postgres for those.

            {dashboard}

              export QSTASH_URL={url}
              export QSTASH_TOKEN={token}

            Try it (delivers to this server's own health page):

              curl -X POST -H 'Authorization: Bearer {shown}' -d 'hello' '{url}/v2/publish/{url}/health/live?upstash-method=GET'

            """;
    }
}
