namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where the images of a server and its workers come from.</summary>
/// <param name="Give">Gives a container its image, by the name of its program.</param>
internal sealed record BusQStashImages(Action<IResourceBuilder<ContainerResource>, string> Give)
{
    /// <summary>Programs, as they end the names of the images and as src/Dockerfile calls its stages.</summary>
    internal const string Api = "api";

    internal const string Worker = "worker";

    private const string Dockerfile = "src/Dockerfile";

    /// <summary>Under the names the readme gives them when it builds them.</summary>
    internal static BusQStashImages OfThisMachine { get; } = new((container, program) => container.WithImage(Name(program)));

    internal static BusQStashImages From(string registry, string tag) =>
        new((container, program) => container.WithImage(Name(program), tag).WithImageRegistry(registry));

    internal static BusQStashImages BuiltIn(string path) =>
        new((container, program) => container.WithImage(Name(program)).WithDockerfile(path, Dockerfile, program));

    private static string Name(string program) => $"busqstash-{program}";
}
