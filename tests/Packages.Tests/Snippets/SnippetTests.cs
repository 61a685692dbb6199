using BusQStash.Packages.Tests.Feed;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Packages.Tests.Snippets;

/// <summary>What stands in the documents compiles for somebody who has only the packages.</summary>
public sealed class SnippetTests(PackedPackages packages)
{
    [Fact]
    public async Task Every_block_of_csharp_in_the_documents_compiles_against_the_packages()
    {
        var snippets = Snippet.All().Where(snippet => !snippet.IsAppHost).ToList();
        Assert.True(snippets.Count > 20, $"Only {snippets.Count} blocks were found.");
        var around = Path.Combine(Repository.Root, "tests", "Packages.Tests", "Sources", "Around.cs");
        var sources = snippets.Select((snippet, number) => ($"Snippet{number}.cs", snippet.ToSource(number)))
            .Append(("Around.cs", await File.ReadAllTextAsync(around, TestContext.Current.CancellationToken)))
            .ToDictionary(source => source.Item1, source => source.Item2);

        await packages.BuildAsync(new OutsideProject(
            "Snippets", OutsideProject.Web, ["BusQStash.Client", "BusQStash.Worker", "MassTransit.RabbitMQ/8.5.*"], sources) { OutputType = "Library" });
    }
}
