using System.Net;
using System.Net.Sockets;

namespace BusQStash.Testing.Networks;

/// <summary>One connection over a link.</summary>
internal sealed class LinkConnection(Socket client, LinkState state, int port) : IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private readonly CancellationTokenSource _end = new();
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile bool _isLost;
    private volatile bool _isDoomed;

    /// <summary>Carries bytes until both sides have closed, or the connection is cut.</summary>
    public async Task RunAsync()
    {
        try
        {
            await state.PassAsync(LinkDirection.ToServer, _end.Token);
            await _server.ConnectAsync(IPAddress.Loopback, port, _end.Token);
            client.NoDelay = true;
            await Task.WhenAll(CarryAsync(client, _server, LinkDirection.ToServer), CarryAsync(_server, client, LinkDirection.FromServer));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Reset();
        }
    }

    /// <summary>Drops everything on this connection from now on, without closing it, as if the other host were gone.</summary>
    public void Lose() => _isLost = true;

    /// <summary>Resets the connection on both sides.</summary>
    public void Reset()
    {
        foreach (var socket in new[] { client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The socket is closed already.
            }

            socket.Dispose();
        }

        _end.Cancel();
    }

    public void Dispose()
    {
        _end.Cancel();
        client.Dispose();
        _server.Dispose();
    }

    private async Task CarryAsync(Socket from, Socket to, LinkDirection direction)
    {
        var buffer = new byte[ChunkSize];
        int count;
        do
        {
            count = await from.ReceiveAsync(buffer, _end.Token);

            // After the read: the end of the connection must not pass a stalled link either.
            await state.PassAsync(direction, _end.Token);
            if (_isLost)
            {
                await Task.Delay(Timeout.Infinite, _end.Token);
            }

            await PassOnAsync(buffer.AsMemory(0, count), to, direction);
        }
        while (count > 0);
    }

    private async Task PassOnAsync(ReadOnlyMemory<byte> chunk, Socket to, LinkDirection direction)
    {
        if (chunk.IsEmpty)
        {
            to.Shutdown(SocketShutdown.Send);
            return;
        }

        if (direction == LinkDirection.FromServer && _isDoomed)
        {
            Reset();
            state.HasCut();
            _end.Token.ThrowIfCancellationRequested();
        }

        _isDoomed |= direction == LinkDirection.ToServer && state.IsDoomed(chunk.Span);
        await to.SendAsync(chunk, _end.Token);
    }
}
