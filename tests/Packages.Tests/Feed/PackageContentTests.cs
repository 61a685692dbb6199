using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace BusQStash.Packages.Tests.Feed;

/// <summary>What is in the packages.</summary>
public sealed class PackageContentTests(PackedPackages packages)
{
    private static readonly string[] All =
        ["BusQStash.Aspire.Hosting", "BusQStash.Bus", "BusQStash.Client", "BusQStash.Contracts", "BusQStash.Rules", "BusQStash.Store", "BusQStash.Worker"];

    public static TheoryData<string> Names => [.. All];

    [Fact]
    public async Task Every_library_is_packed_and_nothing_else()
    {
        var folder = await packages.FolderAsync();

        var names = Directory.EnumerateFiles(folder, "*.nupkg").Select(path => Path.GetFileName(path).Replace($".{packages.Version}.nupkg", "", StringComparison.Ordinal));

        Assert.Equal(All, names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_package_has_a_readme_of_its_own_an_icon_a_licence_and_documentation(string name)
    {
        using var package = await OpenAsync($"{name}.{packages.Version}.nupkg");

        var metadata = Metadata(package);
        Assert.Equal("Apache-2.0", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.StartsWith($"# {name}\n", await ReadAsync(package, "README.md"), StringComparison.Ordinal);
        Assert.NotNull(package.GetEntry(Value(metadata, "icon")));
        Assert.Contains(package.Entries, entry => entry.Name == $"{name}.xml");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_package_comes_with_symbols(string name)
    {
        using var symbols = await OpenAsync($"{name}.{packages.Version}.snupkg");

        Assert.Contains(symbols.Entries, entry => entry.Name == $"{name}.pdb");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_package_needs_a_beta_or_MassTransit_9(string name)
    {
        using var package = await OpenAsync($"{name}.{packages.Version}.nupkg");

        foreach (var dependency in Metadata(package).Descendants().Where(element => element.Name.LocalName == "dependency"))
        {
            var (id, version) = (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value);
            Assert.True(id.StartsWith("BusQStash.", StringComparison.Ordinal) || !version.Contains('-', StringComparison.Ordinal), $"{id} {version}");
            Assert.True(!id.StartsWith("MassTransit", StringComparison.Ordinal) || version.EndsWith(", 9.0.0)", StringComparison.Ordinal), $"{id} {version}");
        }
    }

    [Theory]
    [InlineData("BusQStash.Client")]
    [InlineData("BusQStash.Contracts")]
    public async Task What_other_programs_reference_is_there_for_the_older_framework_too(string name)
    {
        using var package = await OpenAsync($"{name}.{packages.Version}.nupkg");

        Assert.NotNull(package.GetEntry($"lib/net8.0/{name}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{name}.dll"));
    }

    [Fact]
    public async Task The_package_for_app_hosts_needs_nothing_but_Aspire()
    {
        using var package = await OpenAsync($"BusQStash.Aspire.Hosting.{packages.Version}.nupkg");

        Assert.NotNull(package.GetEntry("lib/net8.0/BusQStash.Aspire.Hosting.dll"));
        var dependency = Assert.Single(Metadata(package).Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal("Aspire.Hosting", dependency.Attribute("id")!.Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_folder_of_the_machine_that_built_it_is_in_a_package(string name)
    {
        using var package = await OpenAsync($"{name}.{packages.Version}.nupkg");

        foreach (var assembly in package.Entries.Where(entry => entry.Name == $"{name}.dll"))
        {
            using var content = new MemoryStream();
            await using (var stream = await assembly.OpenAsync(TestContext.Current.CancellationToken))
            {
                await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            }

            Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(BusQStash.Testing.Processes.Repository.Root + "/")));
        }
    }

    private static XElement Metadata(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!;
    }

    private static string Value(XElement metadata, string name) => metadata.Descendants().Single(element => element.Name.LocalName == name).Value;

    private static async Task<string> ReadAsync(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return (await reader.ReadToEndAsync()).ReplaceLineEndings("\n");
    }

    private async Task<ZipArchive> OpenAsync(string file) => await ZipFile.OpenReadAsync(Path.Combine(await packages.FolderAsync(), file));
}
