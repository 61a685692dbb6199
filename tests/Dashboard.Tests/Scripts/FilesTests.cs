using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BusQStash.Api.Dashboard;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Dashboard.Tests.Scripts;

public sealed partial class FilesTests
{
    /// <summary>As it comes over the wire: every page and the charts; and what is fetched before the first page is there, whichever it is.</summary>
    private const int MostBytes = 145 * 1024;
    private const int MostBytesAtFirst = 90 * 1024;
    private const int MostLines = 300;

    private static readonly string Page = Path.Combine(Repository.Root, "src", "Api", "Dashboard", "Page");

    private static IEnumerable<string> Own => Directory.EnumerateFiles(Page, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}vendor{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Fact]
    public void What_is_not_ours_is_what_VENDOR_says()
    {
        var rows = Rows().Matches(File.ReadAllText(Path.Combine(Page, "vendor", "VENDOR.md")));
        Assert.Equal(["preact.js", "uplot.js"], rows.Select(row => row.Groups["file"].Value).Distinct());
        foreach (Match row in rows)
        {
            var content = File.ReadAllBytes(Path.Combine(Page, "vendor", row.Groups["file"].Value));
            Assert.Equal(row.Groups["hash"].Value, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    [Fact]
    public void No_file_of_ours_makes_code_or_markup_of_text()
    {
        var found = from file in Own
                    from Match match in Forbidden().Matches(File.ReadAllText(file))
                    select $"{Path.GetRelativePath(Page, file)}: {match.Value}";
        Assert.Empty(found);
    }

    [Fact]
    public void Files_stay_short()
    {
        var found = from file in Own
                    where Path.GetExtension(file) is ".js" or ".css"
                    let lines = File.ReadLines(file).Count()
                    where lines > MostLines
                    select $"{Path.GetRelativePath(Page, file)}: {lines} lines";
        Assert.Empty(found);
    }

    [Fact]
    public void The_shell_names_every_module_that_is_needed_at_once()
    {
        var shell = Encoding.UTF8.GetString(new DashboardAssets().Shell.Plain);
        var modules = DashboardAssets.Names().Where(name => name.EndsWith(".js", StringComparison.Ordinal)
            && name is not ("theme.js" or "vendor/uplot.js") && (name == "pages/pages.js" || !name.StartsWith("pages/", StringComparison.Ordinal)));
        Assert.DoesNotContain(modules, name => !shell.Contains($"/{name}\">", StringComparison.Ordinal));
        Assert.DoesNotContain("uplot", shell, StringComparison.Ordinal);
        Assert.DoesNotContain("overview", shell, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_fetched_is_small()
    {
        var assets = new DashboardAssets();
        var sizes = DashboardAssets.Names().Where(name => name != "index.html").ToDictionary(name => name, name => assets.Find(assets.Hash, name)!.Compressed.Length);
        var pages = sizes.Where(file => file.Key.StartsWith("pages/", StringComparison.Ordinal) && file.Key != "pages/pages.js").ToList();
        var first = sizes.Values.Sum() + assets.Shell.Compressed.Length - sizes["vendor/uplot.js"] - pages.Sum(page => page.Value) + pages.Max(page => page.Value);
        TestContext.Current.TestOutputHelper?.WriteLine($"first page without charts {first}, everything {sizes.Values.Sum()} bytes");
        Assert.InRange(first, 1, MostBytesAtFirst);
        Assert.InRange(sizes.Values.Sum(), 1, MostBytes);
    }

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \|.*`(?<hash>[0-9a-f]{64})` \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|\beval\b|new Function|document\.write|\son[a-z]+=")]
    private static partial Regex Forbidden();
}
