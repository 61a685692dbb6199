using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using BusQStash.Client.BulkActions;
using BusQStash.Client.Dlq;
using BusQStash.Client.Events;
using BusQStash.Client.FlowControl;
using BusQStash.Client.Messages;
using BusQStash.Client.Publishing;
using BusQStash.Client.Queues;
using BusQStash.Client.Schedules;
using BusQStash.Client.Server;
using BusQStash.Client.Signing;
using BusQStash.Client.Tokens;
using BusQStash.Client.UrlGroups;
using BusQStash.Client.Workflows;

namespace BusQStash.Client;

/// <summary>The server's API, for publishing messages and for managing what was published.</summary>
/// <remarks>
/// Every call throws <see cref="BusQStashException"/> when the server refuses it or no answer comes, <see cref="ArgumentException"/> for arguments that could
/// never be accepted, and <see cref="OperationCanceledException"/> when it is cancelled. A destination is an http(s) URL, the name of a URL group, or
/// <c>api/NAME</c>; it reaches the server exactly as it is written.
/// </remarks>
public interface IBusQStashClient
{
    /// <summary>Messages that wait or are being delivered.</summary>
    IMessageClient Messages { get; }

    /// <summary>Queues.</summary>
    IQueueClient Queues { get; }

    /// <summary>Schedules.</summary>
    IScheduleClient Schedules { get; }

    /// <summary>URL groups.</summary>
    IUrlGroupClient UrlGroups { get; }

    /// <summary>The dead letter queue.</summary>
    IDlqClient Dlq { get; }

    /// <summary>The history of messages.</summary>
    ILogClient Logs { get; }

    /// <summary>Bulk actions, which run in the background.</summary>
    IBulkActionClient BulkActions { get; }

    /// <summary>Flow-control keys and their limits.</summary>
    IFlowControlClient FlowControl { get; }

    /// <summary>The keys that sign requests to destinations.</summary>
    ISigningKeyClient SigningKeys { get; }

    /// <summary>Named tokens. BusQStash only.</summary>
    ITokenClient Tokens { get; }

    /// <summary>The server's information beyond QStash's API. BusQStash only.</summary>
    IServerClient Server { get; }

    /// <summary>Workflow runs.</summary>
    IWorkflowClient Workflows { get; }

    /// <summary>Publishes a message; with <see cref="MessageOptions.Queue"/> set, enqueues it.</summary>
    /// <param name="destination">An http(s) URL, the name of a URL group, or <c>api/NAME</c>.</param>
    /// <param name="body">The body, delivered byte for byte. <see langword="null"/>: empty.</param>
    /// <param name="options">All other settings. <see langword="null"/>: POST, the server's default retries, no delay.</param>
    /// <param name="cancellationToken">Stops waiting; the message may still be accepted.</param>
    Task<PublishResult> PublishAsync(string destination, MessageBody? body = null, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes a value as JSON.</summary>
    [RequiresUnreferencedCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in trimmed programs.")]
    [RequiresDynamicCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in native programs.")]
    Task<PublishResult> PublishJsonAsync<T>(string destination, T value, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes a value as JSON, described by generated code.</summary>
    Task<PublishResult> PublishJsonAsync<T>(string destination, T value, PublishOptions? options, JsonTypeInfo<T> type, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a message: it is delivered after all earlier messages of the queue. The queue is created on first use.</summary>
    Task<PublishResult> EnqueueAsync(string queue, string destination, MessageBody? body = null, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a value as JSON.</summary>
    [RequiresUnreferencedCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in trimmed programs.")]
    [RequiresDynamicCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in native programs.")]
    Task<PublishResult> EnqueueJsonAsync<T>(string queue, string destination, T value, PublishOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Enqueues a value as JSON, described by generated code.</summary>
    Task<PublishResult> EnqueueJsonAsync<T>(string queue, string destination, T value, PublishOptions? options, JsonTypeInfo<T> type, CancellationToken cancellationToken = default);

    /// <summary>Publishes and enqueues many messages in one call. Each is accepted or refused separately: see <see cref="PublishResult.Error"/>.</summary>
    /// <returns>A result per message, in their order.</returns>
    /// <exception cref="ArgumentException">A body is not text (UTF-8): a batch travels as JSON and cannot carry it.</exception>
    Task<IReadOnlyList<PublishResult>> BatchAsync(IEnumerable<BatchMessage> messages, CancellationToken cancellationToken = default);
}
