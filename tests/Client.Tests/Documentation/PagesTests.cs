using System.Net;
using System.Text.RegularExpressions;
using BusQStash.Client.Receiving;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Client.Tests.Receiving;
using BusQStash.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Client.Tests.Documentation;

public sealed partial class PagesTests
{
    private const string Accepted = """{"messageId":"msg_1"}""";

    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["QSTASH_URL"] = "http://qstash.test",
        ["QSTASH_TOKEN"] = "t",
        ["QSTASH_CURRENT_SIGNING_KEY"] = GuardedApp.Key,
        ["QSTASH_NEXT_SIGNING_KEY"] = "sig_next",
    };

    private readonly StubServer _server = new();

    /// <summary>The client's pages as a whole, and of others what is about the client.</summary>
    [Theory]
    [InlineData("docs/features/dotnet-client.md", "")]
    [InlineData("docs/features/dotnet-receivers.md", "")]
    [InlineData("src/Client/README.md", "")]
    [InlineData("README.md", "QStashReceiver|RequireQStashSignature")]
    public void The_code_of_the_pages_is_code_that_runs(string page, string about)
    {
        var compiled = Lines(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Client.Tests", "Documentation", "Snippets.cs")));
        var blocks = Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(block => block.Groups["code"].Value)
            .Where(code => about.Length == 0 || Regex.IsMatch(code, about));

        Assert.All(blocks, block => Assert.Contains(Lines(block), compiled, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_example_of_publishing_publishes_and_enqueues()
    {
        await Snippets.PublishAsync(_server.Answers(Accepted).Answers(Accepted).Client());

        Assert.Equal(
            ["/v2/publish/https%3A%2F%2Fexample.com%2Fhook", "/v2/enqueue/orders/https%3A%2F%2Fexample.com%2Forders"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task The_example_with_every_option_publishes()
    {
        await Snippets.PublishEverythingAsync(_server.Answers(Accepted).Client());

        Assert.Equal(14, _server.Request.Upstash.Split('\n').Length);
    }

    [Fact]
    public async Task A_batch_and_a_list_run()
    {
        Assert.Single(await Snippets.BatchAsync(_server.Answers("""[{"messageId":"msg_1"},{"error":"no"}]""").Client()));
        await Snippets.ListAsync(_server.Answers("""{"events":[]}""").Client());
    }

    [Fact]
    public async Task Workflows_are_started_notified_and_resumed()
    {
        const string run = """{"workflowRunId":"wfr_1","workflowCreatedAt":1}""";
        await Snippets.WorkflowsAsync(_server
            .Answers(run).Answers("[]", 201).Answers("""{"runs":[]}""").Answers($$"""{"workflowRuns":[{{run}}],"cursor":""}""").Client());

        Assert.Equal(
            ["/v2/trigger/https%3A%2F%2Fexample.com%2Forder", "/v2/notify/paid-1", "/v2/workflows/logs?workflowRunId=wfr_1&count=1", "/v2/workflows/dlq/resume?label=orders"],
            _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task The_server_says_why()
    {
        await Snippets.ServerAsync(_server
            .Answers("""{"name":"orders","lag":41,"standing":{"reason":"head_in_backoff","nextAt":1,"facts":{}}}""")
            .Answers("""{"items":[],"rows":1,"capped":false,"groups":[{"host":"h","responseStatus":500,"count":1,"firstAt":1,"lastAt":1,"dlqId":"d","messageId":"m"}]}""").Client());

        Assert.Equal(["/busqstash/queues/orders", "/busqstash/dlq/facets"], _server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_program_made_of_them_receives()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Variables);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Snippets.AddClient(builder);
        Snippets.AddReceiver(builder);
        await using var app = builder.Build();
        Snippets.Receive(app);
        await app.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.Single() + "/orders")
        {
            Content = new StringContent("""{"id":1}""", null, "application/json"),
        };
        request.Headers.Add("Upstash-Signature", GuardedApp.Sign("""{"id":1}"""));

        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request)).StatusCode);
        Assert.NotNull(app.Services.GetRequiredService<IBusQStashClient>());
    }

    [Fact]
    public void Keys_may_come_from_the_server()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Variables.Where(variable => !variable.Key.EndsWith("KEY", StringComparison.Ordinal)));
        Snippets.AddReceiverWithFetchedKeys(builder);
        using var host = builder.Build();

        Assert.NotNull(host.Services.GetRequiredService<QStashReceiver>());
    }

    [Fact]
    public void A_signature_is_verified()
    {
        var body = "{}"u8.ToArray();

        Assert.True(Snippets.Verify(GuardedApp.Key, "sig_next", GuardedApp.Sign("{}", "https://example.com/orders"), body).IsValid);
        Assert.Equal(SignatureFailure.Subject, Snippets.Verify(GuardedApp.Key, "sig_next", GuardedApp.Sign("{}", "https://example.com/"), body).Failure);
    }

    // Usings stand at the head of a file; Packages.Tests shows that the pages have those they need.
    private static string Lines(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !Using().IsMatch(line)));

    [GeneratedRegex(@"^using [\w.]+;$")]
    private static partial Regex Using();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
