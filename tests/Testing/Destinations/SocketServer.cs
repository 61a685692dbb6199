using System.Net;
using System.Net.Sockets;

namespace BusQStash.Testing.Destinations;

/// <summary>Takes connections on a bare socket and serves each as it is told; a connection ends with its serving.</summary>
public sealed class SocketServer : IAsyncDisposable
{
    private const int Backlog = 1024;

    private readonly TcpListener _listener;
    private readonly Func<TcpClient, CancellationToken, Task> _serve;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Listens at once.</summary>
    /// <param name="address"><see cref="IPAddress.IPv6Any"/> stands for every address of this machine, of both kinds.</param>
    /// <param name="serve">Serves one connection. What it throws because the other side is gone, or because this is disposed, is its end and no more.</param>
    /// <param name="port">0 for any that is free.</param>
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

    /// <summary>Ends every connection, and waits for that.</summary>
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
                // The other side has had enough, or the test is over.
            }
        }
    }
}
