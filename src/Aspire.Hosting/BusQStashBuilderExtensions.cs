using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds BusQStash to an app host.</summary>
public static class BusQStashBuilderExtensions
{
    private const int SigningKeyLength = 32;
    private const string DataFolder = "/data";
    private const string Health = "/health/ready";

    /// <summary>Adds a BusQStash server. Without further configuration it delivers messages itself and keeps its ledger in a file.</summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port on this machine; a free one by default.</param>
    /// <param name="token">The clients' token. By default it is generated and kept in the app host's user secrets.</param>
    /// <returns>The server, for further configuration.</returns>
    public static IResourceBuilder<BusQStashResource> AddBusQStash(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? token = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var server = new BusQStashResource(
            name,
            token?.Resource ?? builder.AddSecret($"{name}-token", new TokenDefault()),
            builder.AddSecret($"{name}-current-signing-key", SigningKey()),
            builder.AddSecret($"{name}-next-signing-key", SigningKey()));
        return builder.AddResource(server)
            .WithProgram(server, BusQStashImages.Api, BusQStashEnvironment.OfServer)
            .WithHttpEndpoint(port: port, targetPort: BusQStashResource.Port, name: BusQStashResource.EndpointName)
            .WithHttpHealthCheck(Health, endpointName: BusQStashResource.EndpointName);
    }

    /// <summary>Uses RabbitMQ as the transport of the commands. The server does not wait for the broker, because it starts without it.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="broker">From <c>AddRabbitMQ</c>, or a connection string <c>amqp://user:password@host:port/vhost</c>.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithBroker(
        this IResourceBuilder<BusQStashResource> builder, IResourceBuilder<IResourceWithConnectionString> broker)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(broker);
        builder.Resource.Broker = broker;
        return builder.WithReferenceRelationship(broker.Resource);
    }

    /// <summary>Keeps the ledger in PostgreSQL; the server waits for the database.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="database">From <c>AddPostgres(…).AddDatabase(…)</c>, or a connection string in Npgsql's format.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithLedger(
        this IResourceBuilder<BusQStashResource> builder, IResourceBuilder<IResourceWithConnectionString> database)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        builder.Resource.Ledger = database;
        builder.Resource.Workers.ForEach(worker => worker.WaitFor(database));
        return builder.WithReferenceRelationship(database.Resource).WaitFor(database);
    }

    /// <summary>Keeps the ledger's file in a volume, so that it survives the container. For a server without <see cref="WithLedger"/>.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The volume's name; by default derived from the names of the app host and the server.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithDataVolume(this IResourceBuilder<BusQStashResource> builder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder);
    }

    /// <summary>Adds workers, which deliver in place of the Api. They require a broker and a shared ledger.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="count">Number of workers.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithWorkers(this IResourceBuilder<BusQStashResource> builder, int count = 2)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        for (var made = 0; made < count; made++)
        {
            builder.Resource.Workers.Add(builder.AddWorker());
        }

        return builder;
    }

    /// <summary>Allows or forbids destinations with private addresses.</summary>
    /// <remarks>By default they are allowed on the developer's machine, where the destinations are, and forbidden where the app host is published.</remarks>
    /// <param name="builder">The server.</param>
    /// <param name="allowed">Whether they are allowed.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithPrivateNetworks(this IResourceBuilder<BusQStashResource> builder, bool allowed = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PrivateNetworks = allowed;
        return builder;
    }

    /// <summary>Names a destination: publishers write <c>api/NAME</c> and need not know its address.</summary>
    /// <remarks>A program on the developer's machine has a different address as seen from a container; Aspire gives the containers the right one.</remarks>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name after <c>api/</c>.</param>
    /// <param name="endpoint">The receiving resource's endpoint.</param>
    /// <param name="path">The path at that endpoint.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithDestination(
        this IResourceBuilder<BusQStashResource> builder, string name, EndpointReference endpoint, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(endpoint);
        builder.Resource.Destinations.Add(new(name, ReferenceExpression.Create($"{endpoint}{path}")));
        return builder;
    }

    /// <summary>Takes the images from a registry.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="registry">The registry, with the images' folder if there is one.</param>
    /// <param name="tag">The version.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithImages(this IResourceBuilder<BusQStashResource> builder, string registry, string tag)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(registry);
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return builder.WithImages(BusQStashImages.From(registry, tag));
    }

    /// <summary>Builds the images from a clone of the repository.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="path">The clone's path, relative to the app host's folder.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<BusQStashResource> WithSources(this IResourceBuilder<BusQStashResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithImages(BusQStashImages.BuiltIn(path));
    }

    /// <summary>Gives a program the server's address, its token and its signing keys, under the names the SDKs read: <c>QSTASH_URL</c>,
    /// <c>QSTASH_TOKEN</c>, <c>QSTASH_CURRENT_SIGNING_KEY</c> and <c>QSTASH_NEXT_SIGNING_KEY</c>.</summary>
    /// <typeparam name="T">The program's resource type.</typeparam>
    /// <param name="builder">The program.</param>
    /// <param name="server">From <see cref="AddBusQStash"/>.</param>
    /// <returns>The program.</returns>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<BusQStashResource> server)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(server);
        return builder.WithReferenceRelationship(server.Resource).WithEnvironment(context => BusQStashEnvironment.OfClient(server.Resource, context));
    }

    private static ParameterResource AddSecret(this IDistributedApplicationBuilder builder, string name, ParameterDefault value) =>
        builder.AddParameter(name, value, secret: true, persist: true).Resource;

    private static GenerateParameterDefault SigningKey() => new() { MinLength = SigningKeyLength, Special = false };

    private static IResourceBuilder<BusQStashWorkerResource> AddWorker(this IResourceBuilder<BusQStashResource> builder)
    {
        var server = builder.Resource;
        var worker = builder.ApplicationBuilder.AddResource(new BusQStashWorkerResource($"{server.Name}-worker-{server.Workers.Count + 1}", server))
            .WithProgram(server, BusQStashImages.Worker, BusQStashEnvironment.OfWorker)
            .WithHttpEndpoint(targetPort: BusQStashResource.Port, name: BusQStashResource.EndpointName)
            .WithHttpHealthCheck(Health, endpointName: BusQStashResource.EndpointName);
        return server.Ledger is { } ledger ? worker.WaitFor(ledger) : worker;
    }

    private static IResourceBuilder<T> WithProgram<T>(
        this IResourceBuilder<T> builder, BusQStashResource server, string program, Action<BusQStashResource, EnvironmentCallbackContext> environment)
        where T : ContainerResource
    {
        server.Images.Give(builder, program);
        return builder.WithEnvironment(context => environment(server, context)).WithOtlpExporter();
    }

    private static IResourceBuilder<BusQStashResource> WithImages(this IResourceBuilder<BusQStashResource> builder, BusQStashImages images)
    {
        builder.Resource.Images = images;
        images.Give(builder, BusQStashImages.Api);
        builder.Resource.Workers.ForEach(worker => images.Give(worker, BusQStashImages.Worker));
        return builder;
    }
}
