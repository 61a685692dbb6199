using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Http;

/// <summary>Every endpoint with every kind of token. The endpoints are read from the running server: a new one cannot be forgotten.</summary>
public sealed class AccessMatrixTests(AccessMatrixTests.Host host) : IClassFixture<AccessMatrixTests.Host>
{
    private readonly ApiHost _api = host.Api;

    private static readonly (string? Header, Access Gives)[] Headers =
    [
        (null, Access.None), ("Bearer wrong", Access.None), ("Bearer ", Access.None), ($"Basic {DevelopmentUser.Token}", Access.None),
        ($"Bearer {DevelopmentUser.Token[..^1]}", Access.None), ($"Bearer {DevelopmentUser.Token}=", Access.None),
        ($"Bearer {DevelopmentUser.Token.ToUpperInvariant()}", Access.None),
        ($"Bearer {ApiHost.ReadOnlyToken}", Access.Read), ($"Bearer {DevelopmentUser.Token}", Access.Full), ($"bearer {DevelopmentUser.Token}", Access.Full),
        ("Bearer of-reader", Access.Read), ("Bearer of-publisher", Access.Publish), ("Bearer of-both", Access.Publish | Access.Read), ("Bearer of-admin", Access.Full),
        ("Bearer of-bounded", Access.Publish), ("Bearer of-expired", Access.None),
    ];

    /// <summary>Who needs something else than its method tells.</summary>
    private static readonly Dictionary<string, Access> Needed = new()
    {
        ["POST /v2/publish"] = Access.Publish,
        ["POST /v2/enqueue"] = Access.Publish,
        ["POST /v2/batch"] = Access.Publish,
        ["POST /v2/trigger"] = Access.Publish,
        ["POST /v2/batch/trigger"] = Access.Publish,
        ["POST /v2/wait/{eventId}"] = Access.Publish,
        ["POST /v2/notify/{eventId}"] = Access.Publish,
        ["POST /v2/notify/{runId}/{eventId}"] = Access.Publish,
        ["GET /v2/workflows/runs/{runId}"] = Access.Publish,
        ["DELETE /v2/workflows/runs/{runId}"] = Access.Publish,
        ["POST /busqstash/destinations/check"] = Access.Publish,
        ["GET /v2/keys"] = Access.Full,
        ["GET /busqstash/keys/webhooks"] = Access.Full,
        ["GET /busqstash/tokens"] = Access.Full,
    };

    private static readonly (string? Token, Access Gives)[] Parameters =
    [
        (null, Access.None), ("wrong", Access.None), ("", Access.None), (ApiHost.ReadOnlyToken, Access.Read), ("of-publisher", Access.Publish), (DevelopmentUser.Token, Access.Full),
    ];

    // What describes the API tells nothing of what is in it, and where nothing is served there is nothing to tell; the address of a webhook is all that is needed to
    // call it (wire contract 24.7).
    private static readonly string[] Open = ["/openapi.json", "/{**path}", "/", "/v2/workflows/hooks/{userId}/{runId}/{eventId}"];

    // Signs in with a session instead of a token; its own tests show who gets what there.
    private const string Dashboard = "/dashboard";

    private const string Reference = "/reference";

    private RouteEndpoint[] Endpoints =>
        [.. _api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && !Open.Contains(path)
                && !path.StartsWith(Dashboard, StringComparison.Ordinal) && !path.StartsWith(Reference, StringComparison.Ordinal))
            .DistinctBy(endpoint => (endpoint.RoutePattern.RawText, Of(endpoint)))];

    [Fact]
    public void Every_endpoint_lies_where_a_token_is_asked_for()
    {
        Assert.InRange(Endpoints.Length, 20, int.MaxValue);
        Assert.All(Endpoints, endpoint => Assert.Matches("^/(v2|llm|busqstash)/", endpoint.RoutePattern.RawText));
    }

    [Fact]
    public async Task Every_endpoint_gives_every_kind_of_token_what_it_may_have_and_no_more()
    {
        using var client = new HttpClient { BaseAddress = _api.Address };
        List<string> wrong = [];
        foreach (var endpoint in Endpoints)
        {
            foreach (var method in Methods(endpoint))
            {
                wrong.AddRange(await WrongAsync(client, method, endpoint.RoutePattern));
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/V2/keys")]
    [InlineData("/v2//keys")]
    [InlineData("//v2/keys")]
    [InlineData("/v2/keys/")]
    [InlineData("/%76%32/keys")]
    [InlineData("/v%32/%6Beys")]
    [InlineData("/v2%2Fkeys")]
    [InlineData("/./v2/./keys")]
    [InlineData("/x/../v2/keys")]
    [InlineData("/v2/publish/../keys")]
    [InlineData("/v2/keys;a=b")]
    [InlineData("/v2/keys?a=b&qstash_token")]
    [InlineData("/v2/keys?qstash_token=wrong&qstash_token=" + DevelopmentUser.Token)]
    [InlineData("http://elsewhere/v2/keys")]
    [InlineData("/v2\\keys")]
    public async Task No_spelling_of_a_path_goes_past_the_token(string target)
    {
        var answer = await RawHttp.SendAsync(_api.Address, "GET", target, [], []);
        Assert.Contains(answer.Status, (int[])[400, 401, 404]);
        Assert.DoesNotContain("sig_", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>What a method and a path answer otherwise than the matrix has it.</summary>
    private async Task<List<string>> WrongAsync(HttpClient client, string method, RoutePattern route)
    {
        List<string> wrong = [];
        var target = Target(route);
        var needed = Needed.GetValueOrDefault($"{method} {route.RawText}", method is "GET" or "HEAD" ? Access.Read : Access.Full);
        foreach (var (header, byHeader) in Headers)
        {
            foreach (var (token, byParameter) in Parameters)
            {
                var access = byHeader > byParameter ? byHeader : byParameter;
                var before = _api.Bus.Published.Count;
                var status = await CallAsync(client, method, target, header, token);
                var right = access switch
                {
                    Access.None => status == HttpStatusCode.Unauthorized && _api.Bus.Published.Count == before,
                    _ when (access & needed) != needed => status == HttpStatusCode.Forbidden && _api.Bus.Published.Count == before,
                    _ => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError),
                };
                if (!right)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{method} {target} with '{header}' and '{token}': {(int)status}"));
                }
            }
        }

        return wrong;
    }

    private static async Task<HttpStatusCode> CallAsync(HttpClient client, string method, string target, string? header, string? token)
    {
        var query = token is null ? "" : $"?{RawTarget.TokenParameter}={Uri.EscapeDataString(token)}";
        using var request = new HttpRequestMessage(new HttpMethod(method), target + query) { Content = new StringContent("{}") };
        if (header is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", header));
        }

        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Of(RouteEndpoint endpoint) => string.Join(',', Methods(endpoint));

    /// <summary>The fallback takes any method.</summary>
    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? methods : ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>A path that leads to the endpoint. Publishing has its destination behind the route.</summary>
    private static string Target(RoutePattern pattern)
    {
        var path = "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { IsCatchAll: true } => "nothing/here",
            _ => "one",
        }))));
        return path switch
        {
            RawTarget.PublishRoute => path + "/https://example.com/",
            RawTarget.EnqueueRoute => path + "/one/https://example.com/",
            _ => path,
        };
    }

    /// <summary>A server with a token of every kind among its settings; those made over the API are found by the same hashes.</summary>
    public sealed class Host : IAsyncLifetime
    {
        internal ApiHost Api { get; } = new();

        public ValueTask InitializeAsync()
        {
            Add("reader", "read");
            Add("publisher", "publish");
            Add("both", "publish,read");
            Add("admin", "admin");
            Add("bounded", "publish");
            Api.Settings["BusQStash:Tokens:bounded:Hosts"] = "example.com";
            Add("expired", "admin");
            Api.Settings["BusQStash:Tokens:expired:ExpiresAt"] = "2020-01-01T00:00:00Z";
            return Api.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private void Add(string name, string rights)
        {
            Api.Settings[$"BusQStash:Tokens:{name}:Token"] = $"of-{name}";
            Api.Settings[$"BusQStash:Tokens:{name}:Rights"] = rights;
        }
    }
}
