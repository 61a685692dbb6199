using BusQStash.Bus.Publishing;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Owns one plain RabbitMQ connection: opens it on demand, detects its loss, reopens it with a growing backoff, logs each change once, and abandons it in
/// time. Closing a dying connection may never complete, so no caller waits for it.
/// </summary>
/// <param name="options">Settings of the broker.</param>
/// <param name="name">Its name, as the broker lists it.</param>
/// <param name="time">Clock for the pauses.</param>
/// <param name="logger">Log of losses.</param>
/// <param name="preferred">The node to connect to if it is available; any if <see langword="null"/>.</param>
internal sealed partial class OwnedConnection(BrokerOptions options, string name, TimeProvider time, ILogger logger, int? preferred = null) : IAsyncDisposable
{
    private static readonly TimeSpan UseLimit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly Lazy<ConnectionSetup> _setup = new(() => new ConnectionSetup(options, preferred));
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;
    private Task _closing = Task.CompletedTask;
    private TimeSpan _pause;
    private long _failedAt;
    private bool _isLost;

    /// <summary>The connection, opened if need be.</summary>
    /// <exception cref="Exception">It could not be opened, or that was tried a moment ago.</exception>
    public async Task<IConnection> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true } open)
            {
                return open;
            }

            LetGo(_connection);
            if (_pause > TimeSpan.Zero && time.GetElapsedTime(_failedAt) < _pause)
            {
                throw new BrokerUnavailableException(BrokerState.Unreachable);
            }

            return await OpenAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs work on its own channel, because the broker closes a channel at its first refusal. The whole work has a time limit.</summary>
    public async Task<T> UseAsync<T>(Func<IChannel, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await GetAsync(cancellationToken);
        try
        {
            return await UseAsync(connection, work, cancellationToken).WaitAsync(UseLimit, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Whatever keeps the broker from answering here must not keep it from answering what comes next.
            LetGo(connection);
            throw;
        }
    }

    /// <summary>This connection is of no use any longer; the next call opens another.</summary>
    public void LetGo(IConnection? connection)
    {
        if (connection is not null && Interlocked.CompareExchange(ref _connection, null, connection) == connection)
        {
            Lost(connection.CloseReason?.ReplyText ?? "no answer");
            _closing = Task.WhenAll(_closing.IsCompleted ? Task.CompletedTask : _closing, RawConnections.CloseAsync(connection));
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await RawConnections.CloseAsync(connection);
        }

        await _closing;
    }

    private static async Task<T> UseAsync<T>(IConnection connection, Func<IChannel, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await work(channel);
    }

    private async Task<IConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_setup.Value.OpenLimit);
        try
        {
            _connection = await RawConnections.OpenAsync(_setup.Value, name, limit.Token);
        }
        catch (Exception exception)
        {
            var longest = BrokerFailures.IsRefusal(exception) ? BrokerFailures.RefusedPause : LongestPause;
            _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < longest ? _pause * 2 : longest;
            _failedAt = time.GetTimestamp();
            Lost(BrokerFailures.Explain(exception, options));
            throw;
        }

        _pause = TimeSpan.Zero;
        if (_isLost)
        {
            Log.Back(logger, name, $"{_connection.Endpoint.HostName}:{_connection.Endpoint.Port}");
        }

        _isLost = false;
        return _connection;
    }

    private void Lost(string reason)
    {
        if (!_isLost)
        {
            Log.Lost(logger, name, reason);
        }

        _isLost = true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connection {Name} to RabbitMQ was lost and will be reopened: {Reason}")]
        public static partial void Lost(ILogger logger, string name, string reason);

        [LoggerMessage(2, LogLevel.Information, "Connection {Name} to RabbitMQ is open again, to {Node}")]
        public static partial void Back(ILogger logger, string name, string node);
    }
}
