namespace BusQStash.Packages.Tests.Feed;

/// <summary>A project as somebody makes it who has only the packages.</summary>
/// <param name="Name">Of the project and its assembly.</param>
/// <param name="Sdk">What stands in <c>Sdk="…"</c>: <c>dotnet new console</c>, <c>worker</c> and <c>web</c> have different ones, with different implicit usings.</param>
/// <param name="Packages">Packages of this repository, without a version, others as <c>Name/Version</c>, and projects beside this one by their name with <c>.csproj</c>.</param>
/// <param name="Sources">Files and their text.</param>
public sealed record OutsideProject(string Name, string Sdk, IReadOnlyList<string> Packages, IReadOnlyDictionary<string, string> Sources)
{
    public const string Console = "Microsoft.NET.Sdk";
    public const string Worker = "Microsoft.NET.Sdk.Worker";
    public const string Web = "Microsoft.NET.Sdk.Web";
    public const string AppHost = "Aspire.AppHost.Sdk/13.6.4";

    public string Framework { get; init; } = "net10.0";

    /// <summary>Exe or Library.</summary>
    public string OutputType { get; init; } = "Exe";

    internal string ProjectFile(string version) => $"""
        <Project Sdk="{Sdk}">
          <PropertyGroup>
            <OutputType>{OutputType}</OutputType>
            <TargetFramework>{Framework}</TargetFramework>
            <RollForward>Major</RollForward>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            {string.Join("\n    ", Packages.Select(package => Reference(package.Split('/'), version)))}
          </ItemGroup>
        </Project>
        """;

    private static string Reference(string[] package, string version) => package[0].EndsWith(".csproj", StringComparison.Ordinal)
        ? $"""<ProjectReference Include="../{Path.GetFileNameWithoutExtension(package[0])}/{package[0]}" />"""
        : $"""<PackageReference Include="{package[0]}" Version="{(package.Length > 1 ? package[1] : version)}" />""";
}
