using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using BusQStash.Client.BulkActions;
using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.FlowControl;
using BusQStash.Client.Http;
using BusQStash.Client.Messages;
using BusQStash.Client.Publishing;
using BusQStash.Client.Queues;
using BusQStash.Client.Schedules;
using BusQStash.Client.Server;
using BusQStash.Client.Signing;
using BusQStash.Client.Tokens;
using BusQStash.Client.UrlGroups;
using BusQStash.Client.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Client;

/// <summary>The client of a BusQStash or QStash server. One instance serves the whole program; safe for concurrent use by many threads.</summary>
public sealed class BusQStashClient : IBusQStashClient, IDisposable
{
    private readonly Publisher _publisher;
    private readonly ServiceProvider? _owned;

    internal BusQStashClient(HttpClient http, BusQStashClientOptions options, ServiceProvider? owned = null)
    {
        _owned = owned;
        _publisher = new Publisher(Routes.Of<IPublishRoutes>(http), options.AutomaticDeduplication);
        Messages = new MessageClient(Routes.Of<IMessageRoutes>(http));
        Queues = new QueueClient(Routes.Of<IQueueRoutes>(http));
        Schedules = new ScheduleClient(Routes.Of<IScheduleRoutes>(http));
        UrlGroups = new UrlGroupClient(Routes.Of<IUrlGroupRoutes>(http));
        Dlq = new DlqClient(Routes.Of<IDlqRoutes>(http));
        Logs = new LogClient(Routes.Of<ILogRoutes>(http));
        BulkActions = new BulkActionClient(Routes.Of<IBulkActionRoutes>(http));
        FlowControl = new FlowControlClient(Routes.Of<IFlowControlRoutes>(http));
        SigningKeys = new SigningKeyClient(Routes.Of<ISigningKeyRoutes>(http));
        Tokens = new TokenClient(Routes.Of<ITokenRoutes>(http));
        Server = new ServerClient(Routes.Of<IServerRoutes>(http));
        Workflows = new WorkflowClient(Routes.Of<IWorkflowRoutes>(http), Routes.Of<IWorkflowDlqRoutes>(http));
    }

    /// <inheritdoc/>
    public IMessageClient Messages { get; }

    /// <inheritdoc/>
    public IQueueClient Queues { get; }

    /// <inheritdoc/>
    public IScheduleClient Schedules { get; }

    /// <inheritdoc/>
    public IUrlGroupClient UrlGroups { get; }

    /// <inheritdoc/>
    public IDlqClient Dlq { get; }

    /// <inheritdoc/>
    public ILogClient Logs { get; }

    /// <inheritdoc/>
    public IBulkActionClient BulkActions { get; }

    /// <inheritdoc/>
    public IFlowControlClient FlowControl { get; }

    /// <inheritdoc/>
    public ISigningKeyClient SigningKeys { get; }

    /// <inheritdoc/>
    public ITokenClient Tokens { get; }

    /// <inheritdoc/>
    public IServerClient Server { get; }

    /// <inheritdoc/>
    public IWorkflowClient Workflows { get; }

    /// <summary>Creates a client for programs without dependency injection. Others call <c>services.AddBusQStashClient()</c>.</summary>
    /// <param name="configure">Sets options that the variables <c>QSTASH_URL</c> and <c>QSTASH_TOKEN</c> do not cover.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is missing or invalid; the text says which.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes what it is made of.")]
    public static BusQStashClient Create(Action<BusQStashClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddBusQStashClient(configure);
        var provider = services.BuildServiceProvider();
        try
        {
            return ClientFactory.Make(provider, provider);
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<PublishResult> PublishAsync(string destination, MessageBody? body = null, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        _publisher.PublishAsync(options?.Queue, destination, body, options, cancellationToken);

    /// <inheritdoc/>
    [RequiresUnreferencedCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in trimmed programs.")]
    [RequiresDynamicCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in native programs.")]
    public Task<PublishResult> PublishJsonAsync<T>(string destination, T value, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        PublishAsync(destination, MessageBody.Json(value), options, cancellationToken);

    /// <inheritdoc/>
    public Task<PublishResult> PublishJsonAsync<T>(string destination, T value, PublishOptions? options, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        PublishAsync(destination, MessageBody.Json(value, type), options, cancellationToken);

    /// <inheritdoc/>
    public Task<PublishResult> EnqueueAsync(string queue, string destination, MessageBody? body = null, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(queue, nameof(queue));
        return _publisher.PublishAsync(queue, destination, body, options, cancellationToken);
    }

    /// <inheritdoc/>
    [RequiresUnreferencedCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in trimmed programs.")]
    [RequiresDynamicCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in native programs.")]
    public Task<PublishResult> EnqueueJsonAsync<T>(string queue, string destination, T value, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
        EnqueueAsync(queue, destination, MessageBody.Json(value), options, cancellationToken);

    /// <inheritdoc/>
    public Task<PublishResult> EnqueueJsonAsync<T>(string queue, string destination, T value, PublishOptions? options, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        EnqueueAsync(queue, destination, MessageBody.Json(value, type), options, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PublishResult>> BatchAsync(IEnumerable<BatchMessage> messages, CancellationToken cancellationToken = default) =>
        _publisher.BatchAsync(messages, cancellationToken);

    /// <summary>Closes the connections of a client made by <see cref="Create"/>; the host owns the connections of any other client.</summary>
    public void Dispose() => _owned?.Dispose();
}
