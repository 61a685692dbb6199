using System.Net;
using System.Net.Sockets;

namespace BusQStash.Testing.Destinations;

/// <summary>Accepts connections on a bare socket and serves each with a given function; a connection closes when its function returns.</summary>
public sealed class SocketServer : IAsyncDisposable
{
    private const int Backlog = 1024;

    private readonly TcpListener _listener;
    private readonly Func<TcpClient, CancellationToken, Task> _serve;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Starts to listen at once.</summary>
    /// <param name="address"><see cref="IPAddress.IPv6Any"/> stands for every address of this machine, IPv4 and IPv6.</param>
    /// <param name="serve">Serves one connection. Its exceptions after the other side has closed, or on disposal, only end the connection.</param>
    /// <param name="port">0 for any free port.</param>
    public SocketServer(IPAddress address, Func<TcpClient, CancellationToken, Task> serve, int port = 0)
    {
        _serve = serve;
        _listener = new TcpListener(address, port);
        if (address.Equals(IPAddress.IPv6Any))
        {
            _listener.Server.DualMode = true;
        }

        _listener.Start(Backlog);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Closes every connection, and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _serve(client, _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // The other side has closed, or the test has ended.
            }
        }
    }
}
