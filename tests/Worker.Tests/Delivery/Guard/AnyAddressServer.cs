using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BusQStash.Testing.Destinations;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>Answers on port 80 of every address the machine takes for its own, and writes down which one was called.</summary>
internal sealed class AnyAddressServer : IAsyncDisposable
{
    private readonly SocketServer _server;

    public AnyAddressServer() => _server = new SocketServer(IPAddress.IPv6Any, AnswerAsync, port: 80);

    public ConcurrentQueue<IPAddress> Called { get; } = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(TcpClient client, CancellationToken stop)
    {
        var address = ((IPEndPoint)client.Client.LocalEndPoint!).Address;
        Called.Enqueue(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[16 * 1024], stop);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
    }
}
