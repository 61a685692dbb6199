using BusQStash.Bus.Naming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Broker administration that MassTransit lacks: creates lanes' broker queues before anything is sent to them, removes them, keeps the marker, and reads the broker's
/// version. Uses its own connection and publishes nothing except probes of queues. Does nothing without RabbitMQ.
/// </summary>
public sealed partial class BrokerAdmin : IAsyncDisposable
{
    internal static readonly Version Oldest = new(3, 10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);
    private static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private static readonly Dictionary<string, object?> LaneArguments = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-single-active-consumer"] = true,
        ["x-delivery-limit"] = BrokerNames.DeliveryLimit,
    };

    private static readonly Dictionary<string, object?> DeliverArguments = new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = BrokerNames.DeliveryLimit,
    };

    private readonly ILogger<BrokerAdmin> _logger;
    private readonly OwnedConnection _owner;

    // One to each node of a cluster, for declaring.
    private readonly OwnedConnection[] _declaring;
    private readonly OwnedConnection _asking;

    /// <summary>Nothing is connected yet.</summary>
    public BrokerAdmin(IOptions<BrokerOptions> options, TimeProvider time, ILogger<BrokerAdmin> logger)
    {
        _logger = logger;
        _owner = new OwnedConnection(options.Value, "busqstash admin", time, logger);
        _declaring = options.Value.Address is { Nodes: { Count: > 1 } nodes }
            ? [.. nodes.Select((_, node) => new OwnedConnection(options.Value, "busqstash admin", time, logger, node))]
            : [_owner];
        _asking = new OwnedConnection(options.Value, "busqstash repair", time, logger);
    }

    /// <summary>The broker's version; <see langword="null"/> until it was read.</summary>
    public Version? BrokerVersion { get; private set; }

    /// <summary>
    /// Makes the exchange and the quorum queue of a lane, a shard (both with a single active consumer) or of unordered messages, as the worker's
    /// endpoint would.
    /// </summary>
    /// <remarks>
    /// The node a quorum queue is declared on becomes its leader, and one Api declares the queues of all lanes. So each is declared over a connection to a node that
    /// its name decides on. Arguments cannot say it: a queue that was made without them would then be refused. The others are followers; three members is the default.
    /// </remarks>
    public Task DeclareAsync(string name, CancellationToken cancellationToken) =>
        _declaring[BrokerNames.Spread(name, _declaring.Length)].UseAsync(
            async channel =>
            {
                var arguments = name == BrokerNames.Deliver ? DeliverArguments : LaneArguments;
                await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
                await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
                await channel.QueueBindAsync(name, name, "", cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Removes the broker queue and exchange of the lane of a deleted queue, or of a broker queue that is about to be recreated.</summary>
    public Task DeleteLaneAsync(string name, CancellationToken cancellationToken) =>
        _owner.UseAsync(
            async channel =>
            {
                await channel.QueueDeleteAsync(name, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
                await channel.ExchangeDeleteAsync(name, cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Whether a broker queue confirms what it is sent, tested with an empty message that every receiver discards. Also false when the queue does not exist.
    /// </summary>
    public async Task<bool> TakesCommandsAsync(string name, CancellationToken cancellationToken)
    {
        var connection = await _asking.GetAsync(cancellationToken);
        try
        {
            await AskAsync(connection, name, cancellationToken).WaitAsync(AnswerLimit, cancellationToken);
            return true;
        }
        catch (PublishException)
        {
            return false;
        }
        catch (TimeoutException)
        {
            // The broker may hold this connection up for a minute.
            _asking.LetGo(connection);
            return false;
        }
    }

    /// <summary>Commands that wait in a broker queue; <see langword="null"/> when the queue does not exist.</summary>
    public async Task<long?> CountAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _owner.UseAsync(
                async channel => (long)(await channel.QueueDeclarePassiveAsync(name, cancellationToken)).MessageCount, cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <summary>Whether the marker is there: the broker has not lost its data since <see cref="SetMarkerAsync"/>.</summary>
    public Task<bool> HasMarkerAsync(string name, CancellationToken cancellationToken) =>
        ExistsAsync(channel => channel.ExchangeDeclarePassiveAsync(name, cancellationToken), cancellationToken);

    /// <summary>
    /// Declares the broker queue of this process, exclusive to this connection: RabbitMQ deletes it when the connection is closed. Fails while the broker has not noticed
    /// that a former connection is gone.
    /// </summary>
    public Task DeclareProcessAsync(int number, CancellationToken cancellationToken) =>
        _owner.UseAsync(
            channel => channel.QueueDeclareAsync(
                BrokerNames.Process(number), durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellationToken),
            cancellationToken);

    /// <summary>Whether the broker queue of another process exists.</summary>
    public async Task<bool> HasProcessAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            return await ExistsAsync(channel => channel.QueueDeclarePassiveAsync(BrokerNames.Process(number), cancellationToken), cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.ResourceLocked)
        {
            // It is exclusive to the connection of the other process.
            return true;
        }
    }

    /// <summary>Sets the marker: a durable exchange that carries no messages.</summary>
    public Task SetMarkerAsync(string name, CancellationToken cancellationToken) =>
        _owner.UseAsync(
            async channel =>
            {
                await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Removes the marker, because the queue of unordered messages is about to lose its contents.</summary>
    public Task RemoveMarkerAsync(string name, CancellationToken cancellationToken) =>
        _owner.UseAsync(
            async channel =>
            {
                await channel.ExchangeDeleteAsync(name, cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Connects and checks the version.</summary>
    /// <exception cref="NotSupportedException">The broker is older than 3.10.</exception>
    public async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var connection = await _owner.GetAsync(cancellationToken);
        BrokerVersion = ReadVersion(connection);
        if (BrokerVersion is { } version && version < Oldest)
        {
            throw new NotSupportedException(
                $"RabbitMQ {version} is too old: BusQStash needs {Oldest} or later, because its lanes are quorum queues with a single active consumer.");
        }

        Log.Version(_logger, BrokerVersion?.ToString() ?? "unknown");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        foreach (var declaring in _declaring)
        {
            await declaring.DisposeAsync();
        }

        await _asking.DisposeAsync();
    }

    private async Task<bool> ExistsAsync(Func<IChannel, Task> declarePassively, CancellationToken cancellationToken)
    {
        try
        {
            return await _owner.UseAsync(
                async channel =>
                {
                    await declarePassively(channel);
                    return true;
                },
                cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    private static async Task AskAsync(IConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(Confirming, cancellationToken);
        var properties = new BasicProperties { ContentType = BrokerNames.Question };
        await channel.BasicPublishAsync("", name, mandatory: true, properties, ReadOnlyMemory<byte>.Empty, cancellationToken);
    }

    internal static Version? ReadVersion(IConnection connection) =>
        connection.ServerProperties?.TryGetValue("version", out var value) == true
        && value is byte[] bytes
        && Version.TryParse(System.Text.Encoding.ASCII.GetString(bytes).Split('-', '+', '~')[0], out var version)
            ? version
            : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connected to RabbitMQ {Version}")]
        public static partial void Version(ILogger logger, string version);
    }
}
