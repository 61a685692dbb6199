namespace Aspire.Hosting.ApplicationModel;

/// <summary>A worker of a BusQStash server: it delivers what the Api accepts.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="parent">The server.</param>
public sealed class BusQStashWorkerResource(string name, BusQStashResource parent) : ContainerResource(name), IResourceWithParent<BusQStashResource>
{
    /// <summary>The server.</summary>
    public BusQStashResource Parent { get; } = parent;
}
