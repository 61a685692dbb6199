using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace BusQStash.Testing.Networks;

/// <summary>A proxy to a server on this machine that a test may stall, cut, refuse and slow down, in each direction separately, and heal again.</summary>
public sealed class NetworkLink : IAsyncDisposable
{
    private const int Backlog = 512;
    private readonly LinkState _state = new();
    private readonly ConcurrentDictionary<LinkConnection, Task> _connections = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _target;

    /// <summary>Starts to listen at once.</summary>
    /// <param name="target">The target: a port of this machine.</param>
    public NetworkLink(int target)
    {
        _target = target;
        _listener.Start(Backlog);
        _accepting = AcceptAsync();
    }

    /// <summary>The port to which clients of this link connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Latency of the link, each way.</summary>
    public TimeSpan Delay
    {
        get => _state.Delay;
        set => _state.Delay = value;
    }

    /// <summary>A link to the broker of an AMQP address, and the address that goes through it.</summary>
    public static (NetworkLink Link, string Url) ToBroker(string url)
    {
        var link = new NetworkLink(new Uri(url).Port);
        return (link, new UriBuilder(url) { Port = link.Port }.Uri.ToString());
    }

    /// <summary>A link to the database of a connection string, and the connection string that goes through it.</summary>
    public static (NetworkLink Link, string ConnectionString) ToDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var link = new NetworkLink(settings.Port);
        settings.Port = link.Port;
        return (link, settings.ConnectionString);
    }

    /// <summary>Stalls the link in these directions without closing connections. Bytes sent in the meantime pass when the link is healed.</summary>
    public void Stall(LinkDirection directions = LinkDirection.Both) => _state.Stall(directions);

    /// <summary>Simulates the loss of the connecting host: its connections carry nothing from now on, and are not closed.</summary>
    public void Lose()
    {
        _state.Stall(LinkDirection.Both);
        foreach (var connection in _connections.Keys)
        {
            connection.Lose();
        }
    }

    /// <summary>Resets new connections as soon as they are made; existing ones continue.</summary>
    public void Refuse() => _state.Refuses = true;

    /// <summary>Resets all existing connections.</summary>
    public void Reset()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>Lets everything pass again.</summary>
    public void Heal() => _state.Heal();

    /// <summary>Resets the next connection that carries this text to the server, when the server answers: the call took effect, but its answer is lost.</summary>
    /// <returns>Completes when that has happened.</returns>
    public Task CutAnswerTo(string text) => _state.Doom(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new LinkConnection(await _listener.AcceptSocketAsync(_stop.Token), _state, _target);
                if (_state.Refuses)
                {
                    connection.Reset();
                    continue;
                }

                _connections[connection] = ServeAsync(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(LinkConnection connection)
    {
        await Task.Yield();
        await connection.RunAsync();
        _connections.TryRemove(connection, out _);
    }
}
