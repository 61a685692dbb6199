namespace Aspire.Hosting.ApplicationModel;

/// <summary>The source of the images of a server and its workers.</summary>
/// <param name="Give">Sets a container's image, by the name of its program.</param>
internal sealed record BusQStashImages(Action<IResourceBuilder<ContainerResource>, string> Give)
{
    /// <summary>Program names: suffixes of the images' names, and stages of src/Dockerfile.</summary>
    internal const string Api = "api";

    internal const string Worker = "worker";

    private const string Dockerfile = "src/Dockerfile";

    /// <summary>Local images, under the names the readme builds them with.</summary>
    internal static BusQStashImages OfThisMachine { get; } = new((container, program) => container.WithImage(Name(program)));

    internal static BusQStashImages From(string registry, string tag) =>
        new((container, program) => container.WithImage(Name(program), tag).WithImageRegistry(registry));

    internal static BusQStashImages BuiltIn(string path) =>
        new((container, program) => container.WithImage(Name(program)).WithDockerfile(path, Dockerfile, program));

    private static string Name(string program) => $"busqstash-{program}";
}
