using BusQStash.Bus.Naming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BusQStash.Bus.Connections;

/// <summary>
/// What MassTransit has no word for: lanes' broker queues made before anything is sent to them, their removal, the marker, and the broker's
/// version. A connection of its own; it publishes nothing, so a memory alarm does not block it. Does nothing without RabbitMQ.
/// </summary>
public sealed partial class BrokerAdmin(IOptions<BrokerOptions> options, ILogger<BrokerAdmin> logger) : IAsyncDisposable
{
    private static readonly Version Oldest = new(3, 10);
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

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;

    /// <summary>The broker's version; <see langword="null"/> until it was asked.</summary>
    public Version? BrokerVersion { get; private set; }

    /// <summary>
    /// Makes the exchange and the quorum queue of a lane, a shard (both with a single active consumer) or of unordered messages, as the worker's
    /// endpoint would.
    /// </summary>
    public Task DeclareAsync(string name, CancellationToken cancellationToken) =>
        UseAsync(
            async channel =>
            {
                var arguments = name == BrokerNames.Deliver ? DeliverArguments : LaneArguments;
                await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
                await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
                await channel.QueueBindAsync(name, name, "", cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Removes the broker queue and exchange of a deleted queue's lane.</summary>
    public Task DeleteLaneAsync(string name, CancellationToken cancellationToken) =>
        UseAsync(
            async channel =>
            {
                await channel.QueueDeleteAsync(name, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
                await channel.ExchangeDeleteAsync(name, cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Whether the marker is there: the broker has not lost its data since <see cref="SetMarkerAsync"/>.</summary>
    public async Task<bool> HasMarkerAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await UseAsync(
                async channel =>
                {
                    await channel.ExchangeDeclarePassiveAsync(name, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    /// <summary>Leaves the marker: a durable exchange nobody publishes to.</summary>
    public Task SetMarkerAsync(string name, CancellationToken cancellationToken) =>
        UseAsync(
            async channel =>
            {
                await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Connects and looks at the version.</summary>
    /// <exception cref="NotSupportedException">The broker is older than 3.10.</exception>
    public async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        BrokerVersion = ReadVersion(connection);
        if (BrokerVersion is { } version && version < Oldest)
        {
            throw new NotSupportedException(
                $"RabbitMQ {version} is too old: BusQStash needs {Oldest} or later, because its lanes are quorum queues with a single active consumer.");
        }

        Log.Version(logger, BrokerVersion?.ToString() ?? "unknown");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _gate.Dispose();
    }

    private static Version? ReadVersion(IConnection connection) =>
        connection.ServerProperties?.TryGetValue("version", out var value) == true
        && value is byte[] bytes
        && Version.TryParse(System.Text.Encoding.ASCII.GetString(bytes).Split('-', '+', '~')[0], out var version)
            ? version
            : null;

    private async Task<T> UseAsync<T>(Func<IChannel, Task<T>> work, CancellationToken cancellationToken)
    {
        // A channel is closed by the broker at the first refusal, so each piece of work has its own.
        var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await work(channel);
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true } open)
            {
                return open;
            }

            if (_connection is { } broken)
            {
                _connection = null;
                await broken.DisposeAsync();
            }

            return _connection = await RawConnections.OpenAsync(options.Value, "busqstash admin", cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connected to RabbitMQ {Version}")]
        public static partial void Version(ILogger logger, string version);
    }
}
