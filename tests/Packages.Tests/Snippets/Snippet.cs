using System.Text;
using System.Text.RegularExpressions;
using BusQStash.Testing.Processes;

namespace BusQStash.Packages.Tests.Snippets;

/// <summary>One block of C# on a page, with the usings that stand in it and in the blocks above it.</summary>
/// <remarks>A page is read from its top: what it told to write once need not stand in every block.</remarks>
public sealed partial record Snippet(string Page, int Line, IReadOnlyList<string> Usings, string Statements, string Types)
{
    /// <summary>Blocks of every page for users: the readme, the manual, and the readme of each package.</summary>
    public static IReadOnlyList<Snippet> All() => [.. Pages().SelectMany(OfPage)];

    /// <summary>A program for an app host, which knows other packages than everything else.</summary>
    public bool IsAppHost => Statements.Contains(".AddBusQStash(", StringComparison.Ordinal);

    /// <summary>A file that compiles when the block does: its statements in a method, its types beside it.</summary>
    /// <param name="number">Two blocks may declare the same type.</param>
    public string ToSource(int number)
    {
        var source = new StringBuilder();
        source.AppendLine("#nullable enable").AppendLine("#pragma warning disable");
        Usings.Append("using static Around;").ToList().ForEach(line => source.AppendLine(line));
        source.AppendLine($$"""
            namespace Snippet{{number}}
            {
                internal static class Code
                {
                    private static async Task RunAsync()
                    {
            #line {{Line}} "{{Page}}"
            {{Statements}}
            #line default
                    }
                }
            {{Types}}
            }
            """);
        return source.ToString();
    }

    /// <summary>The block as it stands: for one that is a whole program.</summary>
    public string ToProgram() => string.Join('\n', [.. Usings, Statements, Types]);

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<Snippet> OfPage(string path)
    {
        var text = File.ReadAllText(path);
        var usings = new List<string>();
        foreach (Match block in Block().Matches(text))
        {
            var lines = block.Groups[1].Value.Split('\n');
            usings.AddRange(lines.Where(line => UsingDirective().IsMatch(line)).Except(usings).ToList());
            // A directive becomes an empty line, so that the compiler's line numbers stay the page's.
            var rest = lines.Select(line => UsingDirective().IsMatch(line) ? "" : line).ToList();
            var types = rest.FindIndex(line => TypeDeclaration().IsMatch(line));
            var end = types < 0 ? rest.Count : types;
            yield return new Snippet(
                Path.GetRelativePath(Repository.Root, path), text[..block.Groups[1].Index].Count(letter => letter == '\n') + 1,
                [.. usings], string.Join('\n', rest[..end]), string.Join('\n', rest[end..]));
        }
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using [A-Z][\w.]*;$")]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"^(public|internal) (sealed |static |partial )*(class|record|interface|enum) ")]
    private static partial Regex TypeDeclaration();
}
