using System.Text.RegularExpressions;
using System.Xml.Linq;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Api.Tests.Architecture;

/// <summary>Who may know whom (docs/architecture.md).</summary>
public sealed partial class ReferencesTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src");

    [Theory]
    [InlineData("Contracts", "")]
    [InlineData("Client", "Contracts")]
    [InlineData("Rules", "Contracts")]
    [InlineData("Store", "Rules")]
    [InlineData("Bus", "Store")]
    [InlineData("Worker", "Bus")]
    [InlineData("Api", "Bus, Worker")]
    [InlineData("Aspire.Hosting", "")]
    public void Projects_refer_in_one_direction(string project, string references) => Assert.Equal(references, string.Join(", ", References(project)));

    [Fact]
    public void Every_project_has_its_direction() => Assert.Equal(
        ["Api", "Aspire.Hosting", "Bus", "Client", "Contracts", "Rules", "Store", "Worker"],
        Directory.EnumerateFiles(Sources, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order());

    [Fact]
    public void Api_knows_of_the_worker_only_how_to_add_it()
    {
        var mentions = Directory.EnumerateFiles(Path.Combine(Sources, "Api"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => WorkerNames().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        Assert.Equal(["Program.cs: BusQStash.Worker.Startup"], mentions);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Path.Combine(Sources, project, $"BusQStash.{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value.Split('/')[1])
            .Order();

    [GeneratedRegex(@"BusQStash\.Worker\.\w+")]
    private static partial Regex WorkerNames();
}
