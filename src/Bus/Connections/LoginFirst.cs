using MassTransit;
using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Logs in to the broker before MassTransit opens a connection. MassTransit abandons a receive endpoint for ever at a refused login or an unreadable certificate; here
/// both become a failure that it retries, with its own growing backoff.
/// </summary>
/// <param name="setup">Settings of the connection that follows.</param>
/// <param name="options">Settings of the broker.</param>
/// <param name="time">Clock for the pause.</param>
internal sealed class LoginFirst(ConnectionSetup setup, BrokerOptions options, TimeProvider time)
{
    private const string Name = "busqstash login";
    private readonly Lock _lock = new();
    private string? _refusal;
    private long _refusedAt;

    /// <summary>Applies all settings to the factory of the connection that follows.</summary>
    /// <exception cref="ConnectionException">The broker cannot be reached or refuses the login, now or a moment ago.</exception>
    public async Task PrepareAsync(ConnectionFactory factory)
    {
        if (KnownRefusal() is { } refusal)
        {
            throw new ConnectionException(refusal, isTransient: true);
        }

        try
        {
            await LogInAsync();
            setup.Apply(factory);
        }
        catch (Exception exception)
        {
            var reason = BrokerFailures.Explain(exception, options);
            if (BrokerFailures.IsRefusal(exception))
            {
                Remember(reason);
            }

            // Without the cause: MassTransit looks for refused logins among inner exceptions. And transient: any other failure of a first connection ends its endpoints, too.
            throw new ConnectionException(reason, isTransient: true);
        }
    }

    private async Task LogInAsync()
    {
        using var limit = new CancellationTokenSource(setup.OpenLimit, time);
        await RawConnections.CloseAsync(await RawConnections.OpenAsync(setup, Name, limit.Token));
    }

    private string? KnownRefusal()
    {
        lock (_lock)
        {
            return _refusal is not null && time.GetElapsedTime(_refusedAt) < BrokerFailures.RefusedPause ? _refusal : null;
        }
    }

    private void Remember(string refusal)
    {
        lock (_lock)
        {
            (_refusal, _refusedAt) = (refusal, time.GetTimestamp());
        }
    }
}
