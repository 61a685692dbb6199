using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BusQStash.Bus.Connections;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace BusQStash.Bus.Inspection;

/// <summary>Reads from RabbitMQ's management API what AMQP does not tell. It only ever gets.</summary>
internal sealed class BrokerManagement(IOptions<BrokerOptions> broker, IOptions<ManagementOptions> options, TimeProvider time)
{
    private const ushort PlainPort = 15672, TlsPort = 15671;
    private const int PageSize = 500;

    /// <summary>Enough for 6,000 lanes; RabbitMQ cannot carry more broker queues than this covers.</summary>
    private const int MostPages = 40;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The data of the management API, or the reason why it was not available.</summary>
    public async Task<(ManagementView? View, string? Failure)> LookAsync(CancellationToken cancellationToken)
    {
        List<string> failures = [];
        foreach (var (url, node) in Addresses())
        {
            var (view, failure) = await LookAsync(url, node, cancellationToken);
            if (view is not null)
            {
                return (view, null);
            }

            failures.Add(failure!);
        }

        return (null, string.Join("; ", failures));
    }

    private async Task<(ManagementView? View, string? Failure)> LookAsync(Uri url, BrokerNode node, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var http = Open(url, node);
            return (await ReadAsync(http, broker.Value.Address!.VirtualHost, limit.Token), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = exception switch
            {
                OperationCanceledException => "no answer within 5 s",
                HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => "it refuses the user",
                JsonException or KeyNotFoundException or InvalidOperationException => "what answers there is not RabbitMQ",
                _ => ConnectFailure.Describe(exception).ReplaceLineEndings(" ").TrimEnd('.'),
            };
            return (null, $"{url.GetLeftPart(UriPartial.Authority)}: {reason}");
        }
    }

    /// <summary>Each node returns data of all nodes; if one does not respond, the next is tried.</summary>
    private IEnumerable<(Uri Url, BrokerNode Node)> Addresses() => options.Value.Url is { } url
        ? [(url, new BrokerNode(url.IdnHost, (ushort)url.Port))]
        : broker.Value.Address!.Nodes.Select(node => broker.Value.UsesTls
            ? (new UriBuilder("https", node.Host, TlsPort).Uri, node with { Port = TlsPort })
            : (new UriBuilder("http", node.Host, PlainPort).Uri, node with { Port = PlainPort }));

    private HttpClient Open(Uri url, BrokerNode node)
    {
        var user = options.Value.UserName ?? broker.Value.Address!.UserName ?? ConnectionFactory.DefaultUser;
        var password = options.Value.Password ?? broker.Value.Address!.Password ?? ConnectionFactory.DefaultPass;
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        var check = new BrokerCertificateCheck(broker.Value.Tls.LoadAuthorities(), node, node.Host);
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
            broker.Value.Tls.DangerousAcceptAnyServerCertificate || check.Check(sender, certificate, chain, errors);
        var http = new HttpClient(handler)
        {
            // A path (behind a proxy) stays only with a slash at its end.
            BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/"),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        return http;
    }

    private async Task<ManagementView> ReadAsync(HttpClient http, string virtualHost, CancellationToken cancellationToken)
    {
        var host = Uri.EscapeDataString(virtualHost);
        var (queues, date) = await QueuesAsync(http, host, cancellationToken);
        var nodes = await TryGetAsync(http, "api/nodes?columns=name,running,net_ticktime", cancellationToken);
        var policies = await TryGetAsync(http, $"api/policies/{host}", cancellationToken);
        var operators = await TryGetAsync(http, $"api/operator-policies/{host}", cancellationToken);
        return new ManagementView(
            nodes is { } list ? [.. list.EnumerateArray().Where(node => node.GetProperty("running").GetBoolean()).Select(node => Text(node, "name")!)] : null,
            queues,
            policies is { } own && operators is { } others ? [.. Policies(own, isOperators: false), .. Policies(others, isOperators: true)] : null,
            date is { } there ? there - time.GetUtcNow() : null)
        {
            TickTime = nodes is { } asked ? TickTime(asked) : null,
        };
    }

    private static async Task<(List<BrokerQueueView> Queues, DateTimeOffset? Date)> QueuesAsync(HttpClient http, string host, CancellationToken cancellationToken)
    {
        List<BrokerQueueView> queues = [];
        DateTimeOffset? date = null;
        for (var page = 1; page <= MostPages; page++)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"api/queues/{host}?name=%5Ebusqstash-&use_regex=true&page={page}&page_size={PageSize}&columns=name,type,members,online,policy,operator_policy,effective_policy_definition");
            using var response = await http.GetAsync(path, cancellationToken);
            response.EnsureSuccessStatusCode();
            date = response.Headers.Date;
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            queues.AddRange(document.RootElement.GetProperty("items").EnumerateArray().Select(Queue));
            if (page >= document.RootElement.GetProperty("page_count").GetInt32())
            {
                break;
            }
        }

        return (queues, date);
    }

    /// <summary>An answer the user may be too small for.</summary>
    private static async Task<JsonElement?> TryGetAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(path, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }

    private static TimeSpan? TickTime(JsonElement nodes) => nodes.EnumerateArray()
        .Select(node => node.TryGetProperty("net_ticktime", out var value) && value.TryGetInt32(out var seconds) ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null)
        .Max();

    private static BrokerQueueView Queue(JsonElement queue) => new(
        Text(queue, "name")!, Names(queue, "members"), Names(queue, "online"), Text(queue, "policy"), Text(queue, "operator_policy"), Values(queue, "effective_policy_definition"));

    private static IEnumerable<BrokerPolicy> Policies(JsonElement list, bool isOperators) => list.EnumerateArray().Select(policy => new BrokerPolicy(
        Text(policy, "name")!, isOperators, Text(policy, "pattern")!, Text(policy, "apply-to") ?? "all", policy.GetProperty("priority").GetInt32(), Values(policy, "definition")));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static List<string> Names(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(each => each.GetString()!)]
        : [];

    /// <summary>Nothing set is an empty list here, not an empty object: Erlang has one word for both.</summary>
    private static Dictionary<string, string> Values(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ToString(), StringComparer.Ordinal)
            : [];
}
