using System.Text.Json;
using BusQStash.Packages.Tests.Feed;
using BusQStash.Packages.Tests.Snippets;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Packages.Tests.Hosts;

/// <summary>App hosts outside the repository: the programs of the documents, with the SDK of app hosts. Nothing of it needs containers but to run.</summary>
public sealed class When_an_app_host_is_made_from_the_packages(PackedPackages packages)
{
    /// <summary>The pages with such a program.</summary>
    private static readonly string[] Expected = [Path.Combine("docs", "features", "aspire.md"), Path.Combine("src", "Aspire.Hosting", "PACKAGE.md")];

    public static TheoryData<string> Pages => [.. Expected];

    [Fact]
    public void Each_page_has_one_program() =>
        Assert.Equal(Expected, Snippet.All().Where(snippet => snippet.IsAppHost).Select(snippet => snippet.Page));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_program_of_the_page_publishes_server_workers_and_what_a_client_needs_to_know(string page)
    {
        await packages.BuildAsync(new OutsideProject("Shop", OutsideProject.Web, ["BusQStash.Client"], new Dictionary<string, string>
        {
            ["Program.cs"] = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "AspireReceiver", "Program.cs"), TestContext.Current.CancellationToken),
        }));
        var host = await packages.BuildAsync(new OutsideProject(
            "AppHost",
            OutsideProject.AppHost,
            ["BusQStash.Aspire.Hosting", "Aspire.Hosting.AppHost/13.6.5", "Aspire.Hosting.RabbitMQ/13.6.5", "Aspire.Hosting.PostgreSQL/13.6.5", "Shop.csproj"],
            new Dictionary<string, string> { ["Program.cs"] = Snippet.All().Single(snippet => snippet.IsAppHost && snippet.Page == page).ToProgram() }));

        var manifest = Path.ChangeExtension(host, ".manifest.json");
        await Tool.RunAsync(new ProcessCommand(["dotnet", host, "--operation", "publish", "--publisher", "manifest", "--output-path", manifest]));

        var resources = JsonDocument.Parse(await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken)).RootElement.GetProperty("resources");
        Assert.Equal("{rabbit.connectionString}", Variable(resources, "busqstash", "ConnectionStrings__RabbitMq"));
        Assert.Equal("{ledger.connectionString}", Variable(resources, "busqstash-worker-2", "ConnectionStrings__Postgres"));
        Assert.Equal("{shop.bindings.http.url}/orders", Variable(resources, "busqstash-worker-2", "BusQStash__Apis__orders__Url"));
        Assert.Equal("{busqstash.bindings.http.url}", Variable(resources, "shop", "QSTASH_URL"));
        Assert.Equal("{busqstash-token.value}", Variable(resources, "shop", "QSTASH_TOKEN"));
    }

    private static string? Variable(JsonElement resources, string resource, string name) =>
        resources.GetProperty(resource).GetProperty("env").GetProperty(name).GetString();
}
