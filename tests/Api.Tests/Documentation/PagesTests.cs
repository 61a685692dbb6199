using System.Text.RegularExpressions;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Api.Tests.Documentation;

public sealed partial class PagesTests
{
    private static readonly string[] Folders = ["docs", "src"];

    public static TheoryData<string> Pages() => new(
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Folders.SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var broken = Links().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target)));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_test_a_claim_of_compatibility_names_exists()
    {
        var tests = TestNames();
        var named = Names().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "compatibility.md")))
            .Select(name => name.Groups["test"].Value)
            .ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !tests.Contains(name));
    }

    [Fact]
    public void The_readme_stays_short() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 1, 199);

    /// <summary>Tests as <c>Class.Method</c>, read from the sources: most of them are in projects this one does not see.</summary>
    private static HashSet<string> TestNames() =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
           from Match method in Methods().Matches(File.ReadAllText(file))
           select $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}",
    ];

    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#\s]+)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(?<test>\w+\.[A-Z0-9]\w*_\w+)`")]
    private static partial Regex Names();

    [GeneratedRegex(@"public (?:async )?(?:Task|ValueTask|void) (?<name>\w+)\(")]
    private static partial Regex Methods();
}
