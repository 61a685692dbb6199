using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>Answers on port 80 of every address the machine takes for its own, and writes down which one was called.</summary>
internal sealed class AnyAddressServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.IPv6Any, 80);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public AnyAddressServer()
    {
        _listener.Server.DualMode = true;
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    public ConcurrentQueue<IPAddress> Called { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var address = ((IPEndPoint)client.Client.LocalEndPoint!).Address;
                Called.Enqueue(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
                _ = AnswerAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[16 * 1024], _stop.Token);
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The other side is gone.
            }
        }
    }
}
